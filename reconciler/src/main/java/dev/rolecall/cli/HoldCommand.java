package dev.rolecall.cli;

import dev.rolecall.model.TenantSettings;
import dev.rolecall.reconcile.Holding;
import dev.rolecall.reconcile.TenantSelector;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rolecall hold}: nobody applies until somebody says so. */
@Command(
    name = "hold",
    description = {
      "Stops every apply on a tenant for a while: in the record, so that every clone and every job"
          + " obeys. A run in progress begins nothing new.",
      "undo goes on, and so does apply --break-glass. Without an option it says whether the tenant"
          + " is held."
    })
final class HoldCommand extends BaseCommand {
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final String FOR =
      "--for is a number of minutes, hours or days up to 30 days: 30m, 4h, 2d.";

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "For how long: 30m, 4h, 2d; at most 30 days.")
  private @Nullable String time;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for whoever meets it.")
  private @Nullable String reason;

  @Option(names = "--release", description = "Lift the hold.")
  private boolean release;

  HoldCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run() throws IOException {
    if (release && (time != null || reason != null)) {
      throw usage("--release lifts the hold, and takes neither --for nor --reason.");
    }
    if (!release && (time == null) != (reason == null)) {
      throw usage("A hold takes both --for and --reason.");
    }
    Optional<Duration> duration =
        time == null
            ? Optional.empty()
            : Durations.parse(time, LONGEST).filter(Duration::isPositive);
    if (time != null && duration.isEmpty()) {
      throw usage(FOR);
    }
    if (reason != null) {
      var wrong = Reason.wrong("--reason", reason);
      if (wrong.isPresent()) {
        throw usage(wrong.get());
      }
    }
    try (var repository = repository()) {
      TenantSettings tenant =
          TenantSelector.of(repository.settings(), selection(), context.environment());
      var holding = new Holding(repository, tenant, context.environment());
      List<String> told =
          release
              ? List.of(holding.release())
              : duration.isPresent() && reason != null
                  ? List.of(holding.hold(duration.get(), reason))
                  : holding.tell();
      told.forEach(this::print);
      return ExitCode.DONE;
    }
  }
}
