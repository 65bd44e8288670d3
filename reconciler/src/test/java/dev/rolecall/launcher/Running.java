package dev.rolecall.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** A started launcher, whose messages can be awaited without sleeping. */
final class Running {
  private final Process process;
  private final BufferedReader messages;
  private final StringBuilder seen = new StringBuilder();

  Running(Process process) {
    this.process = process;
    this.messages = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
  }

  /** Reads standard error until a line contains the text. */
  void says(String text) {
    try {
      for (var line = messages.readLine(); line != null; line = messages.readLine()) {
        seen.append(line).append('\n');
        if (line.contains(text)) {
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("never said " + text + ":\n" + seen);
  }

  Ended end() {
    try {
      process.getOutputStream().close();
      // Standard output of these fakes is a line, so it never fills the pipe meanwhile.
      for (var line = messages.readLine(); line != null; line = messages.readLine()) {
        seen.append(line).append('\n');
      }
      var output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(15, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("still running:\n" + seen);
      }
      return new Ended(process.exitValue(), output, seen.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
