package dev.rolecall.git;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A program that stands between here and a git server. Ends with all that it started. What it
 * writes to its standard error goes nowhere but, in one line, into the reason of a failure.
 */
final class RemoteProcess implements Closeable {
  private static final int SAID = 8192;
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Process process;
  private final Thread listener;
  private final StringBuilder said = new StringBuilder();

  private RemoteProcess(Process process) {
    this.process = process;
    this.listener = Thread.ofPlatform().daemon().name("git-remote-words").unstarted(this::listen);
  }

  /** Starts it; the call ends it. */
  static RemoteProcess start(RemoteCall call, RemoteAccess access, List<String> command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    access.prepare(builder);
    builder.environment().put("GIT_PROTOCOL", "version=2");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new IOException("could not start " + RemoteWords.line(command.getFirst(), "it"), e);
    }
    RemoteProcess started = call.closing(new RemoteProcess(process));
    started.listener.start();
    return started;
  }

  InputStream stdout() {
    return process.getInputStream();
  }

  OutputStream stdin() {
    return process.getOutputStream();
  }

  /** Why it ended, if it said so. */
  String explain(String otherwise) {
    try {
      var _ = listener.join(LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (said) {
      return RemoteWords.line(said.toString(), otherwise);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void listen() {
    byte[] buffer = new byte[1024];
    try (InputStream words = process.getErrorStream()) {
      for (int count = words.read(buffer); count >= 0; count = words.read(buffer)) {
        synchronized (said) {
          if (said.length() < SAID) {
            said.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
          }
        }
      }
    } catch (IOException e) {
      // It was ended, so it says no more.
    }
  }
}
