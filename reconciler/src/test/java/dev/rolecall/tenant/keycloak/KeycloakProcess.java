package dev.rolecall.tenant.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** One Java process that runs Keycloak. It ends with this JVM, however this JVM ends. */
final class KeycloakProcess implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[0-9.:]+)");
  private static final int LINES = 60;

  /** Only so that one that hangs ends the test. */
  private static final int MINUTES = 15;

  private final Process process;
  private final Process guard;
  private final Deque<String> tail = new ArrayDeque<>();
  private final CompletableFuture<URI> url = new CompletableFuture<>();
  private final RequestLog requests = new RequestLog();

  private KeycloakProcess(List<String> command) throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(it -> it.startsWith("KC_") || it.equals("JAVA_TOOL_OPTIONS"));
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", KeycloakServer.ADMIN);
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", KeycloakServer.ADMIN);
    process = builder.start();
    // Its standard input ends when this JVM does, also by SIGKILL, when no shutdown hook runs.
    guard =
        new ProcessBuilder("sh", "-c", "read -r _; kill -9 $0", String.valueOf(process.pid()))
            .start();
    Thread.ofPlatform().daemon().name("keycloak " + process.pid()).start(this::listen);
  }

  static KeycloakProcess start(List<String> command) {
    try {
      return new KeycloakProcess(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For commands that end by themselves. */
  static void runToEnd(List<String> command) {
    try (var run = start(command)) {
      run.awaitEnd();
      if (run.process.exitValue() != 0) {
        throw run.failed("ended with " + run.process.exitValue());
      }
    }
  }

  private void listen() {
    try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        if (!requests.takes(line)) {
          keep(line);
          var found = LISTENING.matcher(line);
          if (found.find()) {
            url.complete(URI.create(found.group(1)));
          }
        }
      }
    } catch (IOException e) {
      keep(e.toString()); // the stream of a killed process
    }
    url.completeExceptionally(new IOException("ended before it listened"));
  }

  /** Waits until it answers; never longer than it lives. */
  URI listening() {
    try {
      return url.get(MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException e) {
      kill();
      throw failed("did not start: " + e.getMessage());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  RequestLog requests() {
    return requests;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGTERM, and waits for the orderly end. */
  void stop() {
    process.destroy();
    awaitEnd();
  }

  /** SIGKILL: no shutdown hook runs, nothing is flushed. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
    guard.destroyForcibly();
  }

  @Override
  public void close() {
    kill();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw failed("does not end");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void keep(String line) {
    synchronized (tail) {
      tail.addLast(line);
      if (tail.size() > LINES) {
        tail.removeFirst();
      }
    }
  }

  private AssertionError failed(String what) {
    synchronized (tail) {
      return new AssertionError("Keycloak " + what + "\n" + String.join("\n", tail));
    }
  }
}
