package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.tenant.keycloak.Realm;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Neither a secret, nor a password, nor a token is in anything that rolecall says or writes. */
@Tag("keycloak")
final class KeycloakSecretsTest {
  private static final String PASSWORD = "p4ssw0rd+/=&%";

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();

  @Test
  void notInOutputReportsOrPlansAlsoWhenThingsFail() throws IOException {
    var of =
        Realm.fresh()
            .client("audit", "read")
            .user(
                "operator",
                user ->
                    user.put("firstName", "Op")
                        .put("lastName", "Erator")
                        .putArray("credentials")
                        .addObject()
                        .put("type", "password")
                        .put("value", PASSWORD),
                "realm-management:realm-admin");
    for (int i = 0; i < 10; i++) {
      of.user("u" + i);
    }
    of.role("over");
    try (var realm = KeycloakRealm.of(of, folder.resolve("roles"), "clients: [audit]");
        var proxy = RecordingProxy.of(realm.live().server().url())) {
      realm.through(proxy.url());
      KeycloakRacesTest.write(realm.repo());
      realm.repo().commit("Ten roles");
      var cli = realm.cli();
      var wrong = cli.with("PLAN_SECRET", KeycloakRealm.PLAN_SECRET + "x");

      run(cli, "doctor", "-v", "--apply");
      run(wrong, "doctor", "-v");
      run(cli, "plan", "-v", "--out", folder.resolve("plan.json").toString());
      run(wrong, "plan", "-v");
      run(cli.with("APPLY_SECRET", "4pply-s3cr3t"), "apply", "-v", "--approve");
      proxy.refuse(number -> number % 3 == 0);
      run(cli, "apply", "-v", "--approve");
      proxy.refuse(_ -> false);
      run(cli, "apply", "-v", "--approve", "--format", "json");
      run(cli, "drift", "-v");
      run(cli, "import", "-v", "--out", folder.resolve("imported").toString());
      asOperator(realm.repo());
      run(cli.with("PASSWORD", PASSWORD), "plan", "-v");
      assertTrue(said.getLast().startsWith("rolecall plan -v: 0"), said::getLast);
      run(cli.with("PASSWORD", PASSWORD + "x"), "plan", "-v");

      var hidden = new HashSet<>(Set.of("s3cr3t", "p4ssw0rd"));
      hidden.add(URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8));
      proxy.seen().stream()
          .map(RecordingProxy.Seen::authorization)
          .filter(line -> !line.equals("null"))
          .forEach(line -> hidden.add(line.substring(line.indexOf(' ') + 1)));
      assertTrue(hidden.size() >= 6, "tokens were seen");
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          said.add(file + ": " + Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
      for (String text : said) {
        hidden.forEach(one -> assertFalse(text.contains(one), () -> one + " is in " + text));
      }
    }
  }

  private static void asOperator(RolesRepo repo) {
    String settings = repo.read("rolecall.yaml");
    int from = settings.indexOf("    credentials:");
    int to = settings.indexOf("    apply-credentials:");
    repo.write(
        "rolecall.yaml",
        settings.substring(0, from)
            + "    credentials: { client-id: admin-cli, username: operator, password: { env:"
            + " PASSWORD } }\n"
            + settings.substring(to));
  }

  private void run(Cli cli, String... command) {
    Cli.Ran ran = cli.run(command);
    assertTrue(ran.exit() != ExitCode.OUR_BUG.code(), ran::toString);
    assertTrue(ran.exit() != ExitCode.INVALID_INPUT.code(), ran::toString);
    said.add(ran.toString());
  }
}
