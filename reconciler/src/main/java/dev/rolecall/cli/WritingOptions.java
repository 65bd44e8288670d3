package dev.rolecall.cli;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command that writes to a tenant. */
final class WritingOptions {
  private static final String WAIT =
      "--wait is a number of seconds, minutes or hours up to a day: 90s, 40m, 2h.";

  @Option(
      names = "--approve",
      description = "Answers the prompt with yes, and nothing else; needed without a terminal.")
  boolean approve;

  @Option(
      names = "--allow-dirty",
      description = "Apply files that differ from the commit, or a plain folder.")
  boolean allowDirty;

  @Option(
      names = "--break-glass",
      paramLabel = "REASON",
      description =
          "In an emergency: go on without the approvals that are missing, and in spite of a hold."
              + " It is recorded, and shown until an Approval ratifies the run.")
  private @Nullable String breakGlass;

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
  @Nullable String takeOver;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "8",
      description = "Most writes in flight at once. Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  int parallelism() {
    if (parallelism < 1) {
      throw usage("--parallelism is at least 1.");
    }
    return parallelism;
  }

  @Nullable String reason() {
    if (breakGlass != null) {
      var wrong = Reason.wrong("--break-glass", breakGlass);
      if (wrong.isPresent()) {
        throw usage(wrong.get());
      }
    }
    return breakGlass;
  }

  /**
   * How long it may wait.
   *
   * @param terminal whether somebody is there who could ask again instead of waiting
   */
  Duration longestWait(boolean terminal) {
    if (wait == null) {
      return terminal ? Duration.ZERO : Duration.ofMinutes(40);
    }
    return Durations.parse(wait, Duration.ofDays(1)).orElseThrow(() -> usage(WAIT));
  }

  private ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
  }
}
