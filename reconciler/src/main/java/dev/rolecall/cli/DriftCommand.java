package dev.rolecall.cli;

import dev.rolecall.drift.DriftReport;
import dev.rolecall.model.AppliedState;
import dev.rolecall.report.Report;
import dev.rolecall.tenant.TenantException;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code rolecall drift}: what moved in the tenant behind git's back. */
@Command(
    name = "drift",
    description = {
      "Shows what the tenant has that git did not ask for, apart from what git asks for and the"
          + " tenant does not have yet.",
      "Ends with 2 when there is drift. Changes nothing."
    })
final class DriftCommand extends BaseCommand {
  DriftCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  Exit run() throws IOException, TenantException {
    Outlet outlet = outlet();
    try (var workspace = Workspace.open(options, surroundings);
        var approach = new Approach(workspace, surroundings, requests(READS))) {
      var planning = new Planning(workspace, options, surroundings, surroundings.clock().instant());
      Planning.Asked asked = planning.ask(null, approach::begin);
      Planning.Compared compared = planning.compare(asked, approach.reader(asked.settings()));
      var drift =
          DriftReport.of(compared.difference(), asked.applied() instanceof AppliedState.Known);
      outlet.show(new Report.Drifted(compared.header(), drift));
      return drift.found() ? Exit.CHANGES : Exit.DONE;
    }
  }
}
