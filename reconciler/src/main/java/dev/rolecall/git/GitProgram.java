package dev.rolecall.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Repository;

/**
 * The user's {@code git}, where there is one, for what only it knows: credential helpers, and
 * configuration that is included on a condition. What it prints may be a secret.
 */
final class GitProgram {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int OUTPUT = 1 << 16;

  private final Repository repository;
  private final RemoteAccess access;

  GitProgram(Repository repository, RemoteAccess access) {
    this.repository = repository;
    this.access = access;
  }

  /** What it prints; nothing when it is missing, fails, or takes longer than 10 seconds. */
  List<String> run(RemoteCall call, String input, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "--git-dir"));
    command.add(repository.getDirectory().getAbsolutePath());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    access.prepare(builder);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return List.of();
    }
    call.closing(() -> end(process));
    Thread limit = Thread.ofPlatform().daemon().name("git-limit").start(() -> endLate(process));
    try (InputStream output = process.getInputStream()) {
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String text = new String(output.readNBytes(OUTPUT), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? text.lines().toList() : List.of();
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } finally {
      end(process);
      limit.interrupt();
    }
  }

  private static void endLate(Process process) {
    try {
      if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        end(process);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
