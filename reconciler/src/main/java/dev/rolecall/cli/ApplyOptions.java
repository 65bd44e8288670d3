package dev.rolecall.cli;

import dev.rolecall.diff.Cause;
import dev.rolecall.reconcile.ApplyRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
      names = "--revoke-sessions",
      description =
          "Log out whoever loses anything by this run, of every application, once the losses are"
              + " done.")
  private boolean revokeSessions;

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
        causes(),
        revokeSessions,
        parallelism,
        new ApplyRequest.Leave(allowDirty, begin, rollback, rebind),
        new ApplyRequest.Waiting(longestWait(terminal), takeOver));
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
    try {
      String text = wait.strip();
      long number = Long.parseLong(text.substring(0, text.length() - 1));
      Duration duration =
          switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> throw usage(WAIT);
          };
      if (duration.isNegative() || duration.compareTo(Duration.ofDays(1)) > 0) {
        throw usage(WAIT);
      }
      return duration;
    } catch (NumberFormatException | StringIndexOutOfBoundsException | ArithmeticException e) {
      throw usage(WAIT);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
  }
}
