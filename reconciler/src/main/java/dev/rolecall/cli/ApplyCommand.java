package dev.rolecall.cli;

import dev.rolecall.reconcile.ApplyEnd;
import dev.rolecall.reconcile.ApplyRequest;
import dev.rolecall.reconcile.Applying;
import dev.rolecall.reconcile.RefusedException;
import dev.rolecall.tenant.TenantException;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rolecall apply}: makes the tenant what a plan says. */
@Command(
    name = "apply",
    description = {
      "Makes the tenant what git says: plans, shows, asks, and writes.",
      "With --plan it does what a saved plan says, or refuses when the tenant has moved since."
    })
final class ApplyCommand extends BaseCommand {
  @Mixin private final ApplyOptions asked = new ApplyOptions();

  ApplyCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run() throws IOException, TenantException {
    ReportOutput output = output();
    ApplyRequest request = asked.request(context.terminal().in());
    hearInterrupts(
        RefusedException.interruption(),
        "Interrupted: what is in flight is finished and recorded, and nothing new is begun.");
    try (var repository = repository()) {
      var applying = new Applying(runContext(repository, request.parallelism()));
      var told = new RunOutcome(context, output, asked.writing.approve);
      ApplyEnd end;
      try (var progress = new Progress(context)) {
        end = applying.run(request, told::agreed, progress);
      } finally {
        context.interrupts().endsByItself(); // what is told of the end is told in full
      }
      return told.of(end, this::tellInterrupted);
    }
  }
}
