package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change that is not reviewed yet configures nothing, and no secret leaves by it. */
@Tag("e2e")
final class JudgedSettingsTest {
  private static final String KEY = "DEPLOY-KEY-99";

  @TempDir Path folder;
  private Tenant tenant;
  private RecordingProxy trap;
  private RolesRepo repo;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(2);
    trap = RecordingProxy.of(tenant.url());
    repo = RolesRepo.of(folder.resolve("repo"), tenant.url());
  }

  @AfterEach
  void stop() {
    repo.close();
    trap.close();
    tenant.close();
  }

  private Cli cli() {
    return repo.cli().with("CI_DEPLOY_KEY", KEY);
  }

  private static Stream<String[]> commands() {
    return Stream.of(
        new String[] {"plan"},
        new String[] {"drift"},
        new String[] {"doctor"},
        new String[] {"import", "--out", "imported"},
        new String[] {"catalogue", "--refresh"});
  }

  private static String[] with(String[] command, String... more) {
    return Stream.concat(Arrays.stream(command), Arrays.stream(more)).toArray(String[]::new);
  }

  private void settings(URI url, String before, String after) {
    repo.write("rolecall.yaml", RolesRepo.settings(url).replace(before, after));
  }

  /** Wherever it comes from, it may be anything that the process can read. */
  @ParameterizedTest
  @ValueSource(strings = {"{ env: CI_DEPLOY_KEY }", "{ file: /proc/self/environ }"})
  void aClientIdFromOutsideIsNeverShown(String source) throws IOException {
    settings(tenant.url(), "client-id: rolecall,", "client-id: %s,".formatted(source));
    repo.commit("Another id");
    List<String> read =
        source.contains("env:")
            ? List.of(KEY)
            : new String(Files.readAllBytes(Path.of("/proc/self/environ")), UTF_8)
                .lines()
                .flatMap(line -> Arrays.stream(line.split("\0")))
                .filter(entry -> entry.length() > 20)
                .toList();
    commands()
        .forEach(command -> {
          Cli.Ran ran = cli().run(with(command, "-v"));
          assertFalse(ran.exit() == ExitCode.DONE.code() || ran.exit() == 1, ran::toString);
          ran.says(source).saysNot(read.toArray(String[]::new));
        });
  }

  @Test
  void everyCommandTakesTheSettingsOfTheBase() {
    String base = repo.commit("base");
    settings(trap.url(), "", "");
    repo.commit("To somebody else");
    commands()
        .forEach(command -> {
          Cli.Ran ran = cli().run(with(command, "--base", base));
          assertEquals(ExitCode.DONE.code(), ran.exit(), ran::toString);
          assertEquals(List.of(), trap.seen(), ran::toString);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "version: 1\n", "version: 1\ntenants: [\n"})
  void aBaseWithoutUsableSettingsIsAnError(String text) {
    repo.write("rolecall.yaml", text);
    String base = repo.commit("base");
    settings(trap.url(), "client-id: rolecall,", "client-id: { env: CI_DEPLOY_KEY },");
    repo.commit("A change");
    commands()
        .forEach(command -> {
          Cli.Ran ran = cli().run(with(command, "--base", base));
          ran.ended(ExitCode.INVALID_INPUT).says("no-configuration", base.substring(0, 7));
          assertEquals(List.of(), trap.seen(), ran::toString);
        });
  }

  @Test
  void theCaFileIsThatOfTheBase() throws Exception {
    repo.write("rolecall.yaml", RolesRepo.settings(tenant.url(), "ca-file: ca.pem"));
    repo.write("ca.pem", authority());
    String base = repo.commit("base");
    repo.write("ca.pem", "somebody else's");
    repo.commit("Another authority");
    cli().run("plan").ended(ExitCode.INVALID_INPUT).says("ca.pem");
    cli()
        .run("plan", "--base", base)
        .ended(ExitCode.DONE)
        .says("settings-changed", "content of ca.pem, which tenant production points to");
    cli().run("validate", "--base", base).says("settings-changed", "content of ca.pem");
    repo.delete("ca.pem");
    repo.commit("None at all");
    cli().run("plan", "--base", base).ended(ExitCode.DONE).says("-> not there");
    cli().run("plan", "--ref", base).ended(ExitCode.DONE);
  }

  @Test
  void aChangeBringsNoFileThatTheBasePointsTo() throws IOException {
    settings(tenant.url(), "{ env: ROLECALL_CLIENT_SECRET }", "{ file: private/secret.txt }");
    String base = repo.commit("base");
    repo.write("private/secret.txt", Cli.SECRET);
    cli().run("plan", "--base", base).ended(ExitCode.DONE);
    repo.commit("With a secret");
    Cli.Ran brought = cli().run("plan", "--base", base);
    brought.ended(ExitCode.INVALID_INPUT).says("missing-secret", "private/secret.txt");
    repo.delete("private/secret.txt");
    Path secret = Files.writeString(folder.resolve("secret.txt"), Cli.SECRET);
    Files.delete(repo.file("private"));
    Files.createSymbolicLink(repo.file("private"), secret.getParent());
    repo.commit("By a link");
    cli().run("plan", "--base", base).ended(ExitCode.INVALID_INPUT).says("missing-secret");
  }

  /** It becomes part of a branch: git would refuse it in words of its own. */
  @ParameterizedTest
  @ValueSource(strings = {"a b", "a/b", "x.lock", "..", ".x", "a~1", "@{", "\u00e9"})
  void aTenantNameThatIsNoBranchIsSaid(String name) {
    settings(tenant.url(), "production:", "\"%s\":".formatted(name));
    repo.commit("An odd name");
    for (String command : List.of("validate", "plan", "drift", "history", "doctor")) {
      cli().run(command).ended(ExitCode.INVALID_INPUT).says("rolecall.yaml:3:3").saysNot("\tat ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://user:HUSH-HUSH@", "http://u:HUSH-HUSH@host:99999", "HUSH-HUSH %"})
  void aProxyThatIsNoneIsSaidWithoutItsPassword(String proxy) {
    settings(URI.create("https://acme.example.com"), "", "");
    repo.commit("Elsewhere");
    cli()
        .with("HTTPS_PROXY", proxy)
        .run("doctor")
        .ended(ExitCode.INVALID_INPUT)
        .says("HTTPS_PROXY")
        .saysNot("HUSH", "\tat ");
  }

  private static String authority() throws Exception {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    var manager = (X509TrustManager) factory.getTrustManagers()[0];
    byte[] known = manager.getAcceptedIssuers()[0].getEncoded();
    return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
        .formatted(Base64.getMimeEncoder().encodeToString(known));
  }
}
