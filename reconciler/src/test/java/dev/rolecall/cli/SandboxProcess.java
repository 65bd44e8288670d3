package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code rolecall sandbox} in a JVM of its own, which can be killed. */
final class SandboxProcess implements AutoCloseable {
  private final Process process;
  private final URI url;

  private SandboxProcess(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  static SandboxProcess start(String... options) {
    List<String> command = TestJvm.command(Main.class);
    command.add("sandbox");
    command.addAll(List.of(options));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      String line = String.valueOf(out.readLine());
      if (!line.startsWith("listening on ")) {
        process.destroyForcibly();
        throw new AssertionError("the sandbox said " + line);
      }
      return new SandboxProcess(process, URI.create(line.substring("listening on ".length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return url;
  }

  /** SIGKILL: no shutdown hook runs, nothing is flushed. */
  void kill() {
    try {
      process.destroyForcibly();
      if (!process.waitFor(15, TimeUnit.MINUTES)) {
        throw new AssertionError("the sandbox does not die");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
