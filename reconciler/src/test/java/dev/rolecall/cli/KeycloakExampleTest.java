package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.tenant.keycloak.KeycloakServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/keycloak/run} as a reader runs it; whatever happens, nothing of it remains. */
@Tag("keycloak")
@Order(1)
final class KeycloakExampleTest {
  private static final Pattern URL = Pattern.compile("Keycloak listens on (http://[0-9.:]+);");

  @TempDir Path folder;
  private Path temporary;
  private Path example;

  /** Makes the unpacked Keycloak in the cache, which the script shares with the tests. */
  @BeforeAll
  static void unpack() {
    KeycloakServer.shared();
  }

  @BeforeEach
  void cloneIt() throws IOException {
    Path real = folder.toRealPath();
    temporary = Files.createDirectory(real.resolve("tmp"));
    example = Clone.in(real).resolve("examples/keycloak");
  }

  @Test
  void tellsTheStory() throws Exception {
    String before = listing();
    Process script = start();
    String said = end(script, 0);
    String[] lines = {
      "$ rolecall validate\nValid: acme: 4 roles, 7 assignments, 1 capability.\n(exit 0)",
      "Plan: 1 capability created; 3 roles created, 1 retired; 6 assignments added.",
      "$ rolecall apply --begin --plan ../plan.json\n",
      "Applied: 11 steps done.",
      "No changes. The tenant is as git declares it.\n(exit 0)",
      "$ kcadm.sh add-roles -r acme --uusername tess --rolename payments-approver\n(exit 0)",
      "Drift: 3 differences.",
      "Plan: 3 drift undone.",
      "No drift: what git declares is as it was last applied. Not in git: 1 role",
      "wrote retired/external-auditor.yaml",
      "  done     retire role external-auditor",
      "external-auditor was retired by retired/external-auditor.yaml:2:7",
      "\"rolecall.retired\" : \"[\\\"external-auditor\\\",\\\"temp-contractor\\\"]\"",
      "wrote roles/support-basic.yaml",
      "No changes. The tenant is as git declares it.\n(exit 0)\n\n== That was it."
    };
    int at = 0;
    for (String line : lines) {
      at = said.indexOf(line, at);
      assertTrue(at >= 0, () -> "not there, or not in its place: " + line + "\n" + said);
    }
    nothingRemains(said);
    assertEquals(before, listing(), "the checkout stays as it was");
  }

  @Test
  void interruptedItStopsItsKeycloak() throws Exception {
    Process script = start();
    while (!URL.matcher(said()).find()) {
      assertTrue(!script.waitFor(50, TimeUnit.MILLISECONDS), this::said);
    }
    // Not INT: a build that runs in the background of a shell ignores that one, and so do its
    // children.
    new ProcessBuilder("kill", "-TERM", Long.toString(script.pid())).start().waitFor();
    nothingRemains(end(script, 143));
  }

  @Test
  void soDoesAFailure() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Process script = start("--port", Integer.toString(taken.getLocalPort()));
      String said = end(script, 1);
      assertTrue(said.contains("run: Keycloak did not start: "), said);
      assertEquals(List.of(), processes());
      assertEquals(List.of(), files());
    }
  }

  @Test
  void anUnknownOptionStartsNothing() throws Exception {
    assertTrue(end(start("--kep"), 64).contains("--keep"));
    assertTrue(end(start("--port", "many"), 64).contains("--port N"));
  }

  private Process start(String... options) throws IOException {
    var command = new ArrayList<>(List.of("/bin/sh", example.resolve("run").toString()));
    command.addAll(List.of(options));
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output().toFile());
    var environment = builder.environment();
    environment
        .keySet()
        .removeIf(name -> name.matches("(ROLECALL|GIT|KC)_.*|JAVA_HOME|JAVA_TOOL_OPTIONS"));
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("TMPDIR", temporary.toString());
    String cache = System.getProperty("rolecall.cache");
    if (cache != null) {
      environment.put("ROLECALL_CACHE", cache);
    }
    Process script = builder.start();
    script.getOutputStream().close();
    return script;
  }

  private String end(Process script, int expected) throws InterruptedException {
    try {
      assertTrue(script.waitFor(30, TimeUnit.MINUTES), this::said);
    } finally {
      script.descendants().forEach(ProcessHandle::destroyForcibly);
      script.destroyForcibly();
    }
    assertEquals(expected, script.exitValue(), this::said);
    return said();
  }

  private void nothingRemains(String said) throws IOException {
    var url = URL.matcher(said);
    assertTrue(url.find(), said);
    int port = URI.create(url.group(1)).getPort();
    assertThrows(
        ConnectException.class, () -> new Socket(InetAddress.ofLiteral("127.0.0.1"), port).close());
    assertEquals(List.of(), processes());
    assertEquals(List.of(), files());
  }

  private List<String> processes() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains(temporary.toString()))
        .toList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.toList();
    }
  }

  private String listing() throws IOException {
    var listing = new StringBuilder();
    try (Stream<Path> files = Files.walk(example)) {
      for (Path file : files.sorted().toList()) {
        listing.append(file).append(' ').append(Files.getLastModifiedTime(file)).append('\n');
      }
    }
    return listing.toString();
  }

  private Path output() {
    return folder.resolve("said.txt");
  }

  private String said() {
    return Files.exists(output()) ? RolesRepo.text(output()) : "";
  }
}
