package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that is too small for the files at hand is no bug of rolecall. */
class LittleMemoryTest {
  @TempDir Path folder;

  @Test
  void tooLittleMemoryIsSaidWithWhatToDo() throws Exception {
    Files.writeString(
        folder.resolve("rolecall.yaml"),
        """
        version: 1
        tenants:
          production:
            provider: tenant-api
            url: https://acme-production.example.com
            credentials: { client-id: a, client-secret: { env: SECRET } }
        """);
    Files.createDirectory(folder.resolve("roles"));
    String lines =
        IntStream.range(0, 200_000)
            .mapToObj("    - user%d@example.com"::formatted)
            .collect(Collectors.joining("\n"));
    Files.writeString(
        folder.resolve("roles/large.yaml"),
        """
        kind: Role
        slug: large
        name: Large
        description: Everybody.
        capabilities: []
        assignments:
          users:
        """
            + lines
            + "\n");
    List<String> command = TestJvm.command(Main.class);
    command.add(command.indexOf("-cp"), "-Xmx40m");
    Path report = folder.resolve("report.json");
    command.addAll(List.of("validate", "--report", "json=" + report));
    Path said = folder.resolve("said.txt");
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertEquals(ExitCode.REMOTE_FAILED.code(), process.waitFor());
    String text = Files.readString(said);
    assertTrue(text.contains("MB of memory that rolecall may use here are not enough."), text);
    assertTrue(text.contains("ROLECALL_JAVA_OPTS=-Xmx4g"), text);
    assertFalse(text.contains("\tat "), text);
    assertTrue(Files.readString(report).contains("not enough"));
  }
}
