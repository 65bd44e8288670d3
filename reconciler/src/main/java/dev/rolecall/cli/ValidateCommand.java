package dev.rolecall.cli;

import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.model.DesiredState;
import dev.rolecall.problem.Problem;
import dev.rolecall.reconcile.Validation;
import dev.rolecall.report.Report;
import java.io.IOException;
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

  ValidateCommand(CliContext context) {
    super(context);
  }

  @Override
  @Nullable String base() {
    return base;
  }

  @Override
  ExitCode run() throws IOException {
    ReportOutput output = output();
    try (var repository = repository()) {
      var validation = Validation.of(repository, context.clock().instant());
      var report =
          new Report.Problems(
              validation.problems(), checked(validation.loaded()), validation.guarded());
      output.show(report);
      return report.valid()
          ? ExitCode.DONE
          : Problem.anyError(report.problems()) ? ExitCode.INVALID_INPUT : ExitCode.BLOCKED;
    }
  }

  private static String checked(RepositoryContent loaded) {
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
            counted(
                (int) state.roles().values().stream().filter(role -> !role.ends()).count(),
                "role",
                "roles"),
            counted(holders, "assignment", "assignments"),
            counted(state.capabilities().size(), "capability", "capabilities"));
  }

  private static String counted(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
