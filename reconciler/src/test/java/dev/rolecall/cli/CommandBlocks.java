package dev.rolecall.cli;

import dev.rolecall.house.ReservedPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the command blocks of a Markdown file, in order and in one shell, in a copy of this
 * repository whose {@code reconciler/rolecall} starts the classes under test. The port of the text
 * becomes a free one.
 */
final class CommandBlocks {
  private static final String PORT = "8085";

  /** Only so that a block that hangs ends the test. */
  private static final long MINUTES = 30;

  /**
   * What one line of a block did.
   *
   * @param actual its exit code; -1 when the shell never came to it
   */
  record Ran(int line, String command, int expected, int actual) {}

  private record Command(int line, String text, int expected) {}

  private final Path folder;
  private final Path clone;
  private final ReservedPort port;

  CommandBlocks(Path folder, ReservedPort port) throws IOException {
    this.folder = folder;
    this.port = port;
    clone = Clone.in(folder);
  }

  List<Ran> run(MarkdownFile file) throws IOException, InterruptedException {
    List<Command> commands =
        file.blocks("sh").stream()
            .filter(block -> block.notRun().isEmpty())
            .flatMap(CommandBlocks::commands)
            .toList();
    Path script = Files.writeString(folder.resolve("script.bash"), script(commands));
    var builder =
        new ProcessBuilder("bash", script.toString())
            .directory(clone.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output().toFile());
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("ROLECALL_") || name.startsWith("GIT_"));
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      environment.put("GIT_" + who + "_NAME", "Reader");
      environment.put("GIT_" + who + "_EMAIL", "reader@example.com");
    }
    Process shell = builder.start();
    shell.getOutputStream().close();
    try {
      if (!shell.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new AssertionError("not done after " + MINUTES + " minutes:\n" + said());
      }
    } finally {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly();
    }
    List<String> said = Files.readAllLines(output());
    return commands.stream()
        .map(c -> new Ran(c.line(), c.text(), c.expected(), exitOf(c, said)))
        .toList();
  }

  /** Everything that was printed, for the message of a failure. */
  String said() throws IOException {
    return Files.readString(output());
  }

  private Path output() {
    return folder.resolve("said.txt");
  }

  private static Stream<Command> commands(MarkdownFile.Block block) {
    var commands = new ArrayList<Command>();
    for (int i = 0; i < block.lines().size(); i++) {
      String text = block.lines().get(i);
      if (!text.isBlank()) {
        int expected = block.ends().isEmpty() ? 0 : block.ends().get(commands.size());
        commands.add(new Command(block.line() + 1 + i, text, expected));
      }
    }
    if (!block.ends().isEmpty() && block.ends().size() != commands.size()) {
      throw new AssertionError("line %d: an exit code for each command".formatted(block.line()));
    }
    return commands.stream();
  }

  private String script(List<Command> commands) {
    var script = new StringBuilder();
    script.append(
        """
        top=%s
        # rolecall.yaml files, the example's and those that init writes, name the port of the text.
        fix() {
          for f in $(grep -rl --include=rolecall.yaml '127\\.0\\.0\\.1:%s' "$top"); do
            sed 's/127\\.0\\.0\\.1:%s/127.0.0.1:%d/' "$f" > "$top/fixed" && cp "$top/fixed" "$f"
          done
        }
        listening() {
          until (exec 3<>/dev/tcp/127.0.0.1/%d) 2>/dev/null; do
            kill -0 $! 2>/dev/null || return 1
            sleep 0.1
          done
        }
        trap 'kill $(jobs -p) 2>/dev/null' EXIT
        fix
        git init -q -b main && git add -A && git commit -qm clone
        """
            .formatted(folder, PORT, PORT, port.number(), port.number()));
    for (Command command : commands) {
      String text = command.text().replace("--port " + PORT, "--port " + port.number());
      script.append("printf '\\n@@ line %s\\n' ").append(command.line()).append('\n');
      script.append(text).append('\n');
      script.append("code=$?\n");
      if (text.endsWith(" &")) {
        script.append("listening; code=$?\n");
      } else if (text.startsWith("kill ")) {
        script.append("wait 2>/dev/null\n");
      }
      script.append("printf '\\n@@ exit %s of ").append(command.line()).append("\\n' $code\nfix\n");
    }
    return script.toString();
  }

  private static int exitOf(Command command, List<String> said) {
    return said.stream()
        .filter(line -> line.startsWith("@@ exit ") && line.endsWith(" of " + command.line()))
        .map(line -> line.split(" ", -1)[2])
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElse(-1);
  }
}
