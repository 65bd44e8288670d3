package dev.rolecall.cli;

import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rolecall completion}: the script that makes a shell complete commands and options. */
@Command(
    name = "completion",
    description = {
      "Prints the script by which bash or zsh completes commands and options.",
      "Use it with: source <(rolecall completion bash)"
    })
final class CompletionCommand extends BaseCommand {
  private static final List<String> SHELLS = List.of("bash", "zsh");

  @Parameters(
      arity = "0..1",
      paramLabel = "SHELL",
      defaultValue = "bash",
      description = "bash or zsh.")
  private String shell = "bash";

  CompletionCommand(CliContext context) {
    super(context);
  }

  @Override
  ExitCode run() {
    if (!SHELLS.contains(shell)) {
      throw usage("There is a script for bash and zsh, not for " + shell + ".");
    }
    context.out().print(AutoComplete.bash("rolecall", line().getParent()));
    return ExitCode.DONE;
  }
}
