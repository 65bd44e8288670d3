package dev.rolecall.cli;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rolecall init}: a new roles repository, to be edited and committed. */
@Command(
    name = "init",
    description = {
      "Writes a new roles repository: rolecall.yaml, one role, schemas for your editor, and a"
          + " workflow for CI. Overwrites nothing."
    })
final class InitCommand extends BaseCommand {
  private static final List<String> TEMPLATES =
      List.of(
          "rolecall.yaml",
          "roles/audit-reader.yaml",
          ".vscode/settings.json",
          ".github/workflows/roles.yml");
  private static final List<String> SCHEMAS =
      Stream.of(
              "document",
              "rolecall",
              "role",
              "assignment",
              "capability",
              "retired-role",
              "retired-capability",
              "catalogue",
              "approval",
              "policy")
          .map(name -> "schema/" + name + ".schema.json")
          .toList();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "Where to write it; made if missing. Default: the folder of -C.")
  private @Nullable Path target;

  InitCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run() throws IOException {
    Path folder =
        context.resolve(
            Objects.requireNonNullElse(target == null ? options.directory : target, Path.of("")));
    var all = new ArrayList<>(TEMPLATES);
    all.addAll(SCHEMAS);
    List<Problem> there =
        all.stream()
            .filter(name -> Files.exists(folder.resolve(name)))
            .map(InitCommand::exists)
            .toList();
    if (!there.isEmpty()) {
      throw new InvalidInputException(there);
    }
    for (String name : TEMPLATES) {
      copy("/dev/rolecall/cli/init/" + name, folder.resolve(name));
    }
    for (String name : SCHEMAS) {
      copy("/dev/rolecall/" + name, folder.resolve(name));
    }
    TEMPLATES.forEach(name -> print("wrote " + name));
    print("wrote schema/ (completion in your editor)");
    print("Next: rolecall new \"Name of a role\", then rolecall validate.");
    return ExitCode.DONE;
  }

  private static Problem exists(String name) {
    return Problem.error(
            RuleId.UNREADABLE_FILE, SourceRef.wholeFile(name), "The file is there already.")
        .advising("Name an empty folder: init overwrites nothing.");
  }

  private static void copy(String resource, Path file) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    try (InputStream in =
        Objects.requireNonNull(InitCommand.class.getResourceAsStream(resource), resource)) {
      Files.copy(in, file);
    }
  }
}
