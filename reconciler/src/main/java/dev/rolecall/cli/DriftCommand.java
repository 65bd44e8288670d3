package dev.rolecall.cli;

import dev.rolecall.drift.DriftReport;
import dev.rolecall.reconcile.Comparison;
import dev.rolecall.reconcile.DesiredSide;
import dev.rolecall.reconcile.DesiredSideReader;
import dev.rolecall.reconcile.Drifting;
import dev.rolecall.reconcile.Planning;
import dev.rolecall.reconcile.TenantPrefetch;
import dev.rolecall.report.Report;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rolecall drift}: what moved in the tenant behind git's back. */
@Command(
    name = "drift",
    description = {
      "Shows what the tenant has that git did not ask for, apart from what git asks for and the"
          + " tenant does not have yet, and who holds together what a policy keeps apart.",
      "Ends with 2 when there is drift. Changes nothing."
    })
final class DriftCommand extends BaseCommand {
  @Mixin private final JudgeOption judge = new JudgeOption();

  DriftCommand(CliContext context) {
    super(context);
  }

  @Override
  @Nullable String base() {
    return judge.base;
  }

  @Override
  ExitCode run() throws IOException, TenantException {
    ReportOutput output = output();
    hearInterrupts();
    try (var repository = repository();
        var prefetch = new TenantPrefetch(repository, context.environment(), requests(READS))) {
      Instant now = context.clock().instant();
      var reader = new DesiredSideReader(repository, selection(), context.environment(), now);
      DesiredSide asked = reader.read(null, prefetch::begin);
      var planning = new Planning(now);
      TenantReader tenant = prefetch.reader(asked.settings());
      Comparison comparison = planning.compare(asked, tenant, Planning.Reach.EVERYTHING);
      DriftReport drift =
          new Drifting(asked, comparison, tenant).report(planning.plan(asked, comparison));
      context.interrupts().endsByItself();
      output.show(new Report.Drifted(comparison.header(), drift));
      return drift.found() ? ExitCode.CHANGES : ExitCode.DONE;
    }
  }
}
