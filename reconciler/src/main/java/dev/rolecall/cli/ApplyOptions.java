package dev.rolecall.cli;

import dev.rolecall.diff.Cause;
import dev.rolecall.model.Slug;
import dev.rolecall.reconcile.ApplyRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code apply} alone, and what they ask for. */
final class ApplyOptions {
  private static final String WAIT =
      "--wait is a number of seconds, minutes or hours up to a day: 90s, 40m, 2h.";

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
      names = "--break-glass",
      paramLabel = "REASON",
      description =
          "In an emergency: go on without the approvals that are missing, and in spite of a hold."
              + " It is recorded, and shown until an Approval ratifies the run.")
  private @Nullable String breakGlass;

  @Option(
      names = "--approve",
      description = "Answers the prompt with yes, and nothing else; needed without a terminal.")
  boolean approve;

  @Option(
      names = "--allow-dirty",
      description = "Apply files that differ from the commit, or a plain folder.")
  private boolean allowDirty;

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
      names = "--wait",
      paramLabel = "DURATION",
      description =
          "How long to wait for another apply, for example 40m. Default: 40m without a terminal,"
              + " else not at all.")
  private @Nullable String wait;

  @Option(
      names = "--take-over",
      paramLabel = "RUN",
      description = "Do not wait for this run: it is known to be dead.")
  private @Nullable String takeOver;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "8",
      description = "Most writes in flight at once. Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /**
   * What they ask for.
   *
   * @param terminal whether somebody is there who could ask again instead of waiting
   * @throws ParameterException for a value that makes no sense
   */
  ApplyRequest request(boolean terminal) {
    if (parallelism < 1) {
      throw usage("--parallelism is at least 1.");
    }
    return new ApplyRequest(
        planFile,
        new ApplyRequest.Wanted(causes(), noRemovals, roles()),
        parallelism,
        new ApplyRequest.Leave(allowDirty, begin, rollback, reason(), rebind),
        new ApplyRequest.Waiting(longestWait(terminal), takeOver));
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

  private @Nullable String reason() {
    if (breakGlass != null) {
      var wrong = Reason.wrong("--break-glass", breakGlass);
      if (wrong.isPresent()) {
        throw usage(wrong.get());
      }
    }
    return breakGlass;
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
          Arrays.stream(Cause.values())
              .filter(cause -> cause.word().equals(word.strip()))
              .findFirst()
              .orElseThrow(() ->
                  usage(
                      "There is no cause %s; there is %s."
                          .formatted(
                              word,
                              String.join(
                                  ", ",
                                  Arrays.stream(Cause.values()).map(Cause::word).toList())))));
    }
    return causes;
  }

  private Duration longestWait(boolean terminal) {
    if (wait == null) {
      return terminal ? Duration.ZERO : Duration.ofMinutes(40);
    }
    return Durations.parse(wait, Duration.ofDays(1)).orElseThrow(() -> usage(WAIT));
  }

  private ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
  }
}
