package dev.rolecall.cli;

import dev.rolecall.reconcile.NewRole;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rolecall new}: a new role file with its generated slug. */
@Command(
    name = "new",
    description = {
      "Writes roles/SLUG.yaml for a new role. The slug is made of the name, once: after that it"
          + " stands in the file and cannot be edited.",
      "Approvals that have expired or were used up are removed."
    })
final class NewCommand extends BaseCommand {
  @Parameters(paramLabel = "NAME", description = "What people read, for example \"CS Lead\".")
  private String name = "";

  @Option(
      names = "--slug",
      paramLabel = "SLUG",
      description = "The slug, when the one made of the name will not do.")
  private @Nullable String slug;

  @Option(
      names = "--description",
      paramLabel = "TEXT",
      description = "What the role is for. Default: a text to replace.")
  private String description = "What this role is for.";

  NewCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run() throws IOException {
    try (var repository = repository()) {
      new NewRole(name, slug, description)
          .write(repository, context.clock().instant(), this::print);
      return ExitCode.DONE;
    }
  }
}
