package dev.rolecall.cli;

import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rolecall demo}: the whole story on the embedded tenant, in a temporary folder. */
@Command(
    name = "demo",
    description = {
      "Tells the whole story on an embedded tenant, in a temporary folder: validate, plan, apply,"
          + " an empty plan, drift found and undone, a retired slug refused.",
      "Every step is a real command with its real output. Touches nothing of yours."
    })
final class DemoCommand extends BaseCommand {
  @Option(names = "--keep", description = "Keep the temporary folder, and say where it is.")
  private boolean keep;

  DemoCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run() throws IOException {
    Path folder = Files.createTempDirectory("rolecall-demo-");
    try {
      DemoFiles.copyTo(folder.resolve("acme"));
      @Nullable Path seed = folder.resolve("acme").resolve(DemoFiles.SEED);
      try (var sandbox = Sandbox.start(SandboxOptions.defaults().withSeed(seed), context.clock())) {
        return new DemoStory(context, folder, sandbox.url()).tell();
      }
    } finally {
      if (keep) {
        say("Kept: " + folder);
      } else {
        DemoFiles.delete(folder);
      }
    }
  }
}
