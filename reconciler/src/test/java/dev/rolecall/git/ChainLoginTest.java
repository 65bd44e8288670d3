package dev.rolecall.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials as a CI has them reach the server, and nothing else. */
class ChainLoginTest {
  private static final String USER = "x-access-token";
  private static final String SECRET = "s3cret-of-the-job";
  private static final String BASIC =
      "basic "
          + Base64.getEncoder()
              .encodeToString((USER + ":" + SECRET).getBytes(StandardCharsets.UTF_8));

  @TempDir Path dir;
  private ChainSandbox sandbox;
  private HttpBackend server;

  @BeforeEach
  void sandbox() throws Exception {
    sandbox = new ChainSandbox(dir);
    server = sandbox.closing(HttpBackend.wanting(dir, USER, SECRET));
  }

  @AfterEach
  void close() throws Exception {
    sandbox.close();
  }

  private static RemoteAccess access(String... pairs) {
    Map<String, String> environment = new HashMap<>();
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    for (int i = 0; i < pairs.length; i += 2) {
      environment.put(pairs[i], pairs[i + 1]);
    }
    return RemoteAccess.of(environment);
  }

  private void reaches(Path clone, RemoteAccess access) throws Exception {
    ChainBranch chain = sandbox.chain(clone, access);
    Optional<ChainCommit> tip = chain.fetch();
    ChainCommit next = ChainSandbox.append(chain, tip, "run after " + tip);
    assertEquals(Optional.of(next.id()), sandbox.onRemote());
    assertEquals("RemoteAccess[fetch PT1M, push PT2M]", access.toString());
  }

  private String fails(Path clone, RemoteAccess access) throws Exception {
    ChainBranch chain = sandbox.chain(clone, access);
    RemoteException e = assertThrows(RemoteException.class, chain::fetch);
    String message = e.toString();
    assertFalse(message.contains("s3cret"), message);
    assertEquals(null, e.getCause());
    assertFalse(chain.describe().contains("s3cret"));
    return message;
  }

  private String at(String user) {
    return "http://" + user + "127.0.0.1:" + server.port() + "/shared.git";
  }

  @Test
  void theTokenOfTheEnvironment() throws Exception {
    reaches(sandbox.clone(at("")), access("ROLECALL_GIT_TOKEN", SECRET));
    assertFalse(server.seen().contains(""), "asked without it first");
    String message =
        fails(sandbox.clone(at("")), access("ROLECALL_GIT_TOKEN", "s3cret-of-yesterday"));
    assertTrue(message.endsWith("it does not accept the credentials (HTTP 401)."), message);
  }

  @Test
  void theTokenComesBeforeTheHeaderAndIsTheOnlyOne() throws Exception {
    Path clone = sandbox.clone(at(""));
    GitCommand.run(clone, "config", "http.extraheader", "AUTHORIZATION: basic b2xk");
    reaches(clone, access("ROLECALL_GIT_TOKEN", SECRET));
    assertFalse(server.seen().stream().anyMatch(each -> each.contains("|")));
  }

  @Test
  void theTokenIsNotSentInTheClear() throws Exception {
    String message =
        fails(
            sandbox.clone("http://git.example.com/shared.git"),
            access("ROLECALL_GIT_TOKEN", SECRET));
    assertTrue(message.contains("ROLECALL_GIT_TOKEN is not sent over http://"), message);
  }

  /** As actions/checkout writes it; the longest of the addresses that match wins. */
  @Test
  void theExtraHeaderOfTheAddress() throws Exception {
    Path clone = sandbox.clone(at(""));
    String host = "http.http://127.0.0.1:" + server.port() + "/";
    GitCommand.run(clone, "config", "http.extraheader", "AUTHORIZATION: basic b2xk");
    GitCommand.run(clone, "config", host + ".extraheader", "AUTHORIZATION: basic b2xk");
    GitCommand.run(
        clone,
        "config",
        host + "shared.git.extraHeader",
        "AUTHORIZATION: " + BASIC.replace("basic", "Basic"));
    GitCommand.run(clone, "config", "http.http://other.example/.extraheader", "X: y");
    reaches(clone, access());
    assertFalse(server.seen().contains(""), "asked without it first");
  }

  /** As actions/checkout writes it since version 6: only git knows such an include. */
  @Test
  void theExtraHeaderOfAFileThatIsIncludedOnACondition() throws Exception {
    Path clone = sandbox.clone(at(""));
    Path included = dir.resolve("credentials.config");
    Files.writeString(
        included,
        "[http \"http://127.0.0.1:%d/\"]\n\textraheader = AUTHORIZATION: %s\n"
            .formatted(server.port(), BASIC.replace("basic", "Basic")));
    GitCommand.run(
        clone,
        "config",
        "includeIf.gitdir:" + clone.toRealPath().resolve(".git") + ".path",
        included.toString());
    reaches(clone, access());
  }

  @Test
  void userAndPasswordOfTheAddress() throws Exception {
    reaches(sandbox.clone(at(USER + ":" + SECRET + "@")), access());
    fails(sandbox.clone(at(USER + ":s3cret-of-yesterday@")), access());
  }

  @Test
  void theCredentialHelperAfterAllElse() throws Exception {
    Path clone = sandbox.clone(at(""));
    GitCommand.run(
        clone,
        "config",
        "credential.helper",
        "!f() { test \"$1\" = get && echo username=%s && echo password=%s; }; f"
            .formatted(USER, SECRET));
    reaches(clone, access());
    assertEquals("", server.seen().getFirst());
  }

  @Test
  void withoutAnyTheMessageSaysSo() throws Exception {
    String message = fails(sandbox.clone(at("")), access());
    assertEquals(
        "dev.rolecall.git.RemoteException: Could not fetch %s from origin (%s): it wants credentials and none were found (HTTP 401)."
            .formatted(ChainSandbox.REF, at("")),
        message);
    assertEquals(List.of(""), server.seen());
  }
}
