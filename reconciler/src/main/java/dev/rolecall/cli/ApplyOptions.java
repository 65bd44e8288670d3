package dev.rolecall.cli;

import dev.rolecall.diff.Cause;
import dev.rolecall.model.Slug;
import dev.rolecall.reconcile.ApplyRequest;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code apply} alone, and what they ask for. */
final class ApplyOptions {
  /** Why apply does something; undo has a reason of its own. */
  private static final Set<Cause> CAUSES = EnumSet.complementOf(EnumSet.of(Cause.UNDONE));

  @Mixin final WritingOptions writing = new WritingOptions();

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "A plan saved by plan --out; asks nothing.")
  private @Nullable Path planFile;

  @Option(
      names = "--only",
      paramLabel = "CAUSES",
      split = ",",
      description = "Only changes with these causes: pending, drift, started, expired, takes-over.")
  private @Nullable List<String> only;

  @Option(
      names = "--no-removals",
      description = "Only what takes nothing from anybody and deletes nothing.")
  private boolean noRemovals;

  @Option(
      names = "--only-role",
      paramLabel = "SLUG",
      description = "Only changes of this role; may be given several times.")
  private @Nullable List<String> onlyRoles;

  @Option(
      names = "--begin",
      description = "Begin a record for a tenant that has declared roles already.")
  private boolean begin;

  @Option(
      names = "--rollback",
      description = "Apply a commit that undoes what a later one applied.")
  private boolean rollback;

  @Option(
      names = "--rebind",
      paramLabel = "NAME",
      description =
          "The tenant NAME has moved, or was called NAME before: its record goes on under its new"
              + " url or name.")
  private @Nullable String rebind;

  @Option(
      names = "--revoke-sessions",
      description =
          "Log out whoever loses anything by this run, of every application, once the losses are"
              + " done.")
  private boolean revokeSessions;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /**
   * What they ask for.
   *
   * @param terminal whether somebody is there who could ask again instead of waiting
   * @throws ParameterException for a value that makes no sense
   */
  ApplyRequest request(boolean terminal) {
    return new ApplyRequest(
        planFile,
        new ApplyRequest.Wanted(causes(), noRemovals, roles()),
        revokeSessions,
        writing.parallelism(),
        new ApplyRequest.Leave(writing.allowDirty, begin, rollback, writing.reason(), rebind),
        new ApplyRequest.Waiting(writing.longestWait(terminal), writing.takeOver));
  }

  private SortedSet<Slug> roles() {
    var roles = new TreeSet<Slug>();
    if (onlyRoles != null) {
      for (String text : onlyRoles) {
        if (text.isBlank()) {
          throw usage("--only-role names a role by its slug.");
        }
        roles.add(new Slug(text.strip()));
      }
    }
    return roles;
  }

  private Set<Cause> causes() {
    if (only == null) {
      return EnumSet.allOf(Cause.class);
    }
    if (only.isEmpty()) {
      throw usage("--only names at least one cause.");
    }
    var causes = EnumSet.noneOf(Cause.class);
    for (String word : only) {
      causes.add(
          CAUSES.stream()
              .filter(cause -> cause.word().equals(word.strip()))
              .findFirst()
              .orElseThrow(() ->
                  usage(
                      "There is no cause %s; there is %s."
                          .formatted(
                              word,
                              String.join(", ", CAUSES.stream().map(Cause::word).toList())))));
    }
    return causes;
  }

  private ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
  }
}
