package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of remotes that are none, or that hold a password in an odd place. */
@Tag("e2e")
final class OddRemotesTest {
  private static final String PASSWORD = "s3cr3tpw";
  private static final List<String> COMMANDS = List.of("plan", "drift", "history", "doctor");

  @TempDir Path folder;
  private Tenant tenant;
  private RolesRepo repo;

  @BeforeEach
  void start() {
    tenant = Tenant.acme();
    repo = RolesRepo.acme(folder.resolve("acme"), tenant.url());
  }

  @AfterEach
  void stop() {
    repo.close();
    tenant.close();
  }

  private Cli.Ran run(String address, String command) throws IOException {
    StoredConfig config = repo.git().getRepository().getConfig();
    config.setString("remote", "origin", "url", address);
    config.setString("remote", "origin", "fetch", "+refs/heads/*:refs/remotes/origin/*");
    config.save();
    return repo.cli().run(command);
  }

  /** Git's own parser takes none of these apart, so nothing of them may be shown. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://oauth2:s3cr3tpw/abc@127.0.0.1:1/x",
        "https://u:abc\\s3cr3tpw@h.invalid/x",
        "https://u:s3cr3tpw@[::1/x",
        "https:/u:s3cr3tpw@127.0.0.1/x",
        "https:\\\\u:s3cr3tpw@127.0.0.1/x",
        "HTTPS//u:s3cr3tpw@127.0.0.1/x",
        "//u:s3cr3tpw@127.0.0.1/x",
        "https://u:s3cr3tpw@127.0.0.1:99999/x",
        "https://127.0.0.1:1/x;token=s3cr3tpw",
        "ssh://u:s3cr3tpw@127.0.0.1:1/x;token=s3cr3tpw",
        "u:s3cr3tpw@127.0.0.1:x",
        "file://u:s3cr3tpw@/nowhere",
        "ext::sh -c s3cr3tpw@x"
      })
  void aPasswordInAnAddressIsNeverShown(String address) throws IOException {
    for (String command : COMMANDS) {
      run(address, command).saysNot(PASSWORD, "bug of rolecall", "\tat ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://h:99999", "http://u:s3cr3tpw%zz@h", "http://", "u:s3cr3tpw@h:0x1", "%"})
  void aProxyThatIsNoneIsTheRemotesFault(String proxy) throws IOException {
    StoredConfig config = repo.git().getRepository().getConfig();
    config.setString("http", null, "proxy", proxy);
    for (String command : COMMANDS) {
      Cli.Ran ran =
          run("https://h.invalid/x", command).saysNot(PASSWORD, "bug of rolecall", "\tat ");
      assertEquals(ExitCode.REMOTE_FAILED.code(), ran.exit(), ran::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1:99999/x",
        "http://127.0.0.1:65536/x",
        "git://127.0.0.1:99999/x",
        "ssh://127.0.0.1:99999/x"
      })
  void aPortThatThereCannotBeIsTheRemotesFault(String address) throws IOException {
    for (String command : COMMANDS) {
      Cli.Ran ran = run(address, command).saysNot("bug of rolecall", "\tat ");
      assertEquals(ExitCode.REMOTE_FAILED.code(), ran.exit(), ran::toString);
    }
  }
}
