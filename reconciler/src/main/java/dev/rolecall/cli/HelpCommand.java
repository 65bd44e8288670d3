package dev.rolecall.cli;

import dev.rolecall.problem.Suggestions;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rolecall help}: the same as {@code --help}, as people type it. */
@Command(name = "help", description = "Says what there is, or how a command is used.")
final class HelpCommand implements Runnable {
  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command to tell of.")
  private @Nullable String command;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandLine own = Objects.requireNonNull(spec).commandLine();
    CommandLine all = own.getParent();
    Map<String, CommandLine> commands = all.getSubcommands();
    CommandLine asked = command == null ? all : commands.get(command);
    if (asked == null) {
      throw new ParameterException(
          own,
          "There is no command %s. %s"
              .formatted(
                  command,
                  Suggestions.adviceFor(
                      String.valueOf(command),
                      commands.keySet(),
                      "There is " + String.join(", ", commands.keySet()) + ".")));
    }
    asked.usage(own.getOut());
  }
}
