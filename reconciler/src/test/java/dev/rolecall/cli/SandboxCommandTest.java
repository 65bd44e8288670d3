package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SandboxCommandTest {
  @TempDir private Path dir;
  private final StringWriter err = new StringWriter();

  private CommandLine command(PrintWriter out) {
    return new CommandLine(new SandboxCommand()).setOut(out).setErr(new PrintWriter(err, true));
  }

  @Test
  void saysWhereItListensAndHowToUseItUntilInterrupted() throws Exception {
    var pipe = new PipedReader();
    var out = new PrintWriter(new PipedWriter(pipe), true);
    var running = new FutureTask<>(() -> command(out).execute("--data", dir.resolve("t.db") + ""));
    var thread = new Thread(running);
    thread.start();
    try (var lines = new BufferedReader(pipe)) {
      String first = lines.readLine();
      assertTrue(first.matches("listening on http://127\\.0\\.0\\.1:[0-9]+"), first);
      thread.interrupt();
      assertEquals(130, running.get());
    }
    assertTrue(err.toString().contains("provider: tenant-api"), err.toString());
  }

  @Test
  void aBrokenSeedIsInvalidInputWithItsPlace() throws Exception {
    Path seed = Files.writeString(dir.resolve("seed.yaml"), "users:\n  - { mail: a }\n");
    assertEquals(3, command(new PrintWriter(new StringWriter())).execute("--seed", seed + ""));
    assertTrue(err.toString().contains("seed.yaml:2:7"), err.toString());
    assertTrue(!err.toString().contains("\tat "), err.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "--port, 70000",
    "--port, x",
    "--token-ttl, 0",
    "--latency, -1",
    "--fault, 1.5",
    "--fault, NaN",
    "--rate-limit, 100",
    "--rate-limit, 0/min"
  })
  void anOptionOutOfItsRangeIsAUsageError(String option, String value) {
    assertEquals(2, command(new PrintWriter(new StringWriter())).execute(option, value));
    assertTrue(err.toString().contains(option), err.toString());
  }
}
