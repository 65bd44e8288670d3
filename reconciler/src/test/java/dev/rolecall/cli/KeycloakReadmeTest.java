package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.tenant.keycloak.Realm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of the README for somebody's own Keycloak, as they are written there. */
@Tag("keycloak")
final class KeycloakReadmeTest {
  /** The first line of the block with the settings. */
  static final String SETTINGS = "# rolecall.yaml for Keycloak";

  @TempDir Path folder;

  @Test
  void theFiveSteps() {
    var readme = MarkdownFile.of("README.md");
    var own =
        Realm.fresh()
            .client("audit", "read")
            .client("payments", "approve")
            .client("users", "view")
            .role("support", "users:view", "audit:read")
            .group("/support/emea", "support")
            .user("anita", "support", "payments:approve");
    try (var realm = KeycloakRealm.of(own, folder)) {
      String settings =
          readme.blocks("yaml").stream()
              .filter(block -> block.lines().getFirst().equals(SETTINGS))
              .map(block -> String.join("\n", block.lines()) + "\n")
              .findFirst()
              .orElseThrow();
      realm.repo().write("rolecall.yaml", settings);
      realm.repo().edit("rolecall.yaml", "https://keycloak.example.com", url(realm));
      realm.repo().edit("rolecall.yaml", "realm: acme", "realm: " + realm.live().name());
      var cli =
          realm
              .repo()
              .cli()
              .with("ROLECALL_CLIENT_SECRET", KeycloakRealm.PLAN_SECRET)
              .with("ROLECALL_APPLY_SECRET", KeycloakRealm.APPLY_SECRET);

      int mark = realm.mark();
      List<String> commands =
          readme.blocks("sh").stream()
              .filter(block -> !block.notRun().isEmpty())
              .flatMap(block -> block.lines().stream())
              .filter(line -> line.matches("git commit .*|rolecall (doctor|import|cat|plan).*"))
              .toList();
      assertEquals(5, commands.size(), commands::toString);
      for (String command : commands) {
        if (command.startsWith("git ")) {
          realm.repo().commit("The roles as they are");
        } else {
          cli.run(command.substring("rolecall ".length()).split(" ")).ended(ExitCode.DONE);
        }
      }
      cli.run("plan").ended(ExitCode.DONE).says("No changes");
      assertEquals(List.of(), realm.writesSince(mark));
      cli.run("doctor", "--apply").ended(ExitCode.DONE);
      cli.run("apply", "--begin", "--approve").ended(ExitCode.DONE);
    }
  }

  private static String url(KeycloakRealm realm) {
    return realm.live().server().url().toString();
  }
}
