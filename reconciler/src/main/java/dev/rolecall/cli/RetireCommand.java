package dev.rolecall.cli;

import dev.rolecall.model.Slug;
import dev.rolecall.reconcile.Retiring;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rolecall retire}: writes the tombstone and takes the role's documents away. */
@Command(
    name = "retire",
    description = {
      "Retires a role for ever: writes retired/SLUG.yaml and removes the documents of the role, its"
          + " Assignments too. The next apply deletes it; its slug is never used again.",
      "Until it is applied, git can take it back.",
      "Approvals that have expired or were used up are removed."
    })
final class RetireCommand extends BaseCommand {
  @Parameters(paramLabel = "SLUG", description = "The role to retire.")
  private String slug = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; kept in the tombstone.")
  private String reason = "";

  @Option(
      names = "--successor",
      paramLabel = "SLUG",
      description = "The role that takes over; kept in the tombstone.")
  private @Nullable String successor;

  RetireCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run() throws IOException {
    if (slug.isEmpty() || reason.isBlank() || (successor != null && successor.isEmpty())) {
      throw usage("SLUG, --reason and --successor must not be empty.");
    }
    try (var repository = repository()) {
      if (options.ref != null) {
        throw usage("retire edits the working tree, so it takes no --ref.");
      }
      new Retiring(repository, context.clock().instant())
          .retire(
              new Slug(slug), successor == null ? null : new Slug(successor), reason, this::print);
      return ExitCode.DONE;
    }
  }
}
