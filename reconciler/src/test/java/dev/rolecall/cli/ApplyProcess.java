package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.reconcile.Environment;
import dev.rolecall.reconcile.Timing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code rolecall apply} in a JVM of its own, which can be killed, and stopped for what its clocks
 * take for hours: both read how far they are ahead from a file.
 */
final class ApplyProcess implements AutoCloseable {
  private final Process process;
  private final Path ahead;
  private final Path said;

  private ApplyProcess(Process process, Path ahead, Path said) {
    this.process = process;
    this.ahead = ahead;
    this.said = said;
  }

  /** The process: the file of the clocks, and the arguments. */
  public static void main(String[] arguments) {
    Path ahead = Path.of(arguments[0]);
    InstantSource wall = () -> InstantSource.system().instant().plus(read(ahead));
    var timing =
        new Timing(
            wall, () -> System.nanoTime() + read(ahead).toNanos(), _ -> {}, Duration.ofMinutes(2));
    var context =
        new CliContext(
            new PrintWriter(System.out, false, UTF_8),
            new PrintWriter(System.err, false, UTF_8),
            new BufferedReader(new InputStreamReader(System.in, UTF_8)),
            CliContext.Terminal.NONE,
            new Environment(System.getenv(), Path.of("").toAbsolutePath(), timing));
    int code =
        new Main(context)
            .run(List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
    context.out().flush();
    System.exit(code);
  }

  /** With the clocks of the machine. */
  static ApplyProcess start(RolesRepo repo, Path folder, String... options) {
    var command = new ArrayList<>(BuiltLauncher.command());
    return start(command, repo, folder, options);
  }

  /** With clocks of its own, for {@link #goOn}. */
  static ApplyProcess startWithClocks(RolesRepo repo, Path folder, String... options) {
    List<String> command = TestJvm.command(ApplyProcess.class);
    command.add(folder.resolve("ahead").toString());
    return start(command, repo, folder, options);
  }

  private static ApplyProcess start(
      List<String> command, RolesRepo repo, Path folder, String... options) {
    try {
      Path ahead = Files.writeString(folder.resolve("ahead"), "0");
      Path said = folder.resolve("said");
      command.addAll(List.of("apply", "--approve"));
      command.addAll(List.of(options));
      var builder =
          new ProcessBuilder(command)
              .directory(repo.directory().toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile());
      builder.environment().put("ROLECALL_CLIENT_SECRET", Cli.SECRET);
      Process process = builder.start();
      process.getOutputStream().close();
      return new ApplyProcess(process, ahead, said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Duration read(Path ahead) {
    return Duration.ofMinutes(Long.parseLong(RolesRepo.text(ahead)));
  }

  /** SIGSTOP: as a laptop that is closed, or a container that is frozen. */
  void stop() {
    signal("STOP");
    // The signal is sent when kill returns, and acted on when the scheduler pleases.
    while (!isStopped()) {
      Thread.onSpinWait();
    }
  }

  /** Every thread, where the system tells of threads; else the process. */
  private boolean isStopped() {
    Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
    if (!Files.isDirectory(threads)) {
      return state("ps", "-o", "state=", "-p", Long.toString(process.pid())).startsWith("T");
    }
    try (Stream<Path> each = Files.list(threads)) {
      return each.map(thread -> RolesRepo.text(thread.resolve("stat")))
          .map(stat -> stat.substring(stat.lastIndexOf(')') + 2))
          .allMatch(state -> state.startsWith("T"));
    } catch (IOException | UncheckedIOException e) {
      return false; // a thread has ended in between
    }
  }

  private static String state(String... command) {
    try {
      Process asked = new ProcessBuilder(command).start();
      return new String(asked.getInputStream().readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Goes on, and both clocks find that so many minutes have passed. */
  void goOn(int minutes) {
    RolesRepo.replace(ahead, Integer.toString(minutes));
    signal("CONT");
  }

  private void signal(String name) {
    try {
      int code =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      if (code != 0) {
        throw new AssertionError("kill -" + name + ": " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** SIGKILL: no shutdown hook runs, nothing is flushed. */
  void kill() {
    process.destroyForcibly();
    ended();
  }

  /** Waits for its end; the exit code. */
  int ended() {
    try {
      if (!process.waitFor(15, TimeUnit.MINUTES)) {
        throw new AssertionError("it does not end: " + said());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  String said() {
    return RolesRepo.text(said);
  }

  @Override
  public void close() {
    kill();
  }
}
