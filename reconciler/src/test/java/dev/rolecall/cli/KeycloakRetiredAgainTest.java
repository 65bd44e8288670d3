package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.tenant.keycloak.Realm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link RetiredAgainTest} where roles contain roles. */
@Tag("keycloak")
final class KeycloakRetiredAgainTest {
  @TempDir Path folder;
  private KeycloakRealm realm;
  private Cli cli;

  @BeforeEach
  void start() {
    realm =
        KeycloakRealm.of(
            Realm.fresh().client("audit", "read").user("anita"),
            folder.resolve("roles"),
            "clients: [audit]");
    role("alpha").role("lead").repo().commit("Two roles");
    cli = realm.cli();
    cli.run("apply", "--approve").ended(ExitCode.DONE);
  }

  @AfterEach
  void stop() {
    realm.close();
  }

  private KeycloakRetiredAgainTest role(String slug, String... contents) {
    var yaml = new StringBuilder("kind: Role\nslug: ").append(slug).append("\nname: ").append(slug);
    yaml.append("\ndescription: A role.\ncapabilities:\n  - audit:read\n");
    for (String content : contents) {
      yaml.append("  - ").append(content).append('\n');
    }
    yaml.append("assignments:\n  users:\n    - anita\n");
    realm.repo().write("roles/" + slug + ".yaml", yaml.toString());
    return this;
  }

  private RolesRepo repo() {
    return realm.repo();
  }

  @Test
  void rolesThatContainItAreDoneWithoutIt() {
    cli.run("retire", "alpha", "--reason", "Over.", "--now").ended(ExitCode.DONE);
    repo().commit("Retire alpha");
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    repo().delete("retired/alpha.yaml");
    role("alpha").role("lead", "realm:alpha").role("chief", "realm:alpha", "realm:lead");
    repo().commit("Bring it back, inside a live role and a new one");
    for (String command : List.of("plan", "apply")) {
      cli.run(command, command.equals("plan") ? "-v" : "--approve")
          .ended(ExitCode.PARTLY_DONE)
          .says("retired-capability", "roles/lead.yaml:7:5", "roles/chief.yaml:7:5")
          .saysNot("failed");
    }
    assertEquals(List.of("read"), realm.inside("lead"));
    assertEquals(List.of("lead", "read"), realm.inside("chief"));
    assertEquals(List.of("anita"), realm.holders("chief"));
    cli.run("plan").ended(ExitCode.PARTLY_DONE).says("Nothing to write now.");
  }
}
