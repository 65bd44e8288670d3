package dev.rolecall.cli;

import dev.rolecall.desired.Loaded;
import dev.rolecall.desired.bind.Base;
import dev.rolecall.git.Commit;
import dev.rolecall.model.DesiredState;
import dev.rolecall.problem.Problem;
import dev.rolecall.report.Report;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rolecall validate}: everything that can be known without the tenant. */
@Command(
    name = "validate",
    description = {
      "Checks the roles repository without asking the tenant: every file, every rule, all problems"
          + " at once.",
      "With --base it also checks what the change does to slugs, tombstones, dates and settings."
    })
final class ValidateCommand extends BaseCommand {
  @Option(
      names = "--base",
      paramLabel = "REV",
      description = "The commit that the change is compared with, for example origin/main.")
  private @Nullable String base;

  ValidateCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  Exit run() throws IOException {
    Outlet outlet = outlet();
    Instant now = surroundings.clock().instant();
    try (var workspace = Workspace.open(options, surroundings)) {
      var problems = new ArrayList<Problem>();
      @Nullable Base judge = null;
      if (base != null) {
        Commit commit = workspace.base(base);
        judge = workspace.at(commit, now).asBase(commit.shortId());
      }
      var history = History.searchedAside(workspace);
      Loaded loaded = workspace.load(now, judge, history::tombstones);
      problems.addAll(history.problems());
      problems.addAll(loaded.problems());
      outlet.show(new Report.Problems(problems, checked(loaded)));
      return Problem.anyError(problems) ? Exit.INVALID_INPUT : Exit.DONE;
    }
  }

  private static String checked(Loaded loaded) {
    return loaded.states().values().stream()
        .map(ValidateCommand::checked)
        .reduce((a, b) -> a + "; " + b)
        .orElse("nothing");
  }

  private static String checked(DesiredState state) {
    int holders = state.holdings().values().stream().mapToInt(h -> h.assignments().size()).sum();
    return "%s: %s, %s, %s"
        .formatted(
            state.tenant(),
            counted(state.roles().size(), "role", "roles"),
            counted(holders, "assignment", "assignments"),
            counted(state.capabilities().size(), "capability", "capabilities"));
  }

  private static String counted(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
