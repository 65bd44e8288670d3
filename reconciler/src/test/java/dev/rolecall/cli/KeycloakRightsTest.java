package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.tenant.keycloak.Realm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What credentials may do decides whether there is a plan, never what is in it. */
@Tag("keycloak")
final class KeycloakRightsTest {
  @TempDir Path folder;

  private static Realm realm() {
    return Realm.fresh()
        .client("audit", "read", "export")
        .role("basic")
        .role("edited", role -> role.put("description", "Before."), "audit:read", "basic")
        .role("over", "audit:read")
        .role("unmanaged", "edited")
        .group("/support", "over")
        .group("/support/emea", "edited")
        .user("anita", "edited", "over")
        .user("lee", "audit:read", "edited")
        .user("sam");
  }

  /** Every kind of change: created, edited, retired, granted, taken; capabilities too. */
  private static void write(RolesRepo repo) {
    repo.write(
        "roles/all.yaml",
        """
        kind: Capability
        area: audit
        action: stream
        name: Stream
        description: Sends it on.
        ---
        kind: Capability
        area: audit
        action: export
        name: Export everything
        description: Downloads it.
        ---
        kind: Role
        slug: made
        name: Made
        description: New.
        capabilities: ["audit:stream", "realm:basic"]
        manage: exact
        assignments: { groups: [support/emea], users: [sam, lee@example.com] }
        ---
        kind: Role
        slug: edited
        name: Edited
        description: After.
        capabilities: ["audit:export", "audit:read"]
        manage: exact
        assignments: { users: [anita] }
        ---
        kind: RetiredRole
        slug: over
        retired: 2026-11-02
        reason: Over.
        ---
        kind: Assignment
        role: "audit:read"
        manage: exact
        groups: [/support]
        users: [sam]
        """);
  }

  @Test
  void readingAndWritingAccountsMakeTheSamePlanByteForByte() throws IOException {
    try (var realm = KeycloakRealm.of(realm(), folder.resolve("roles"), "clients: [audit]")) {
      write(realm.repo());
      realm.repo().commit("Changes of every kind");
      Path reader = folder.resolve("reader.json");
      Path writer = folder.resolve("writer.json");
      var cli = realm.cli();
      var one = cli.run("plan", "--out", reader.toString()).ended(ExitCode.DONE);
      int mark = realm.mark();
      var two =
          KeycloakRealm.as(cli, "rolecall-apply", KeycloakRealm.APPLY_SECRET)
              .run("plan", "--out", writer.toString())
              .ended(ExitCode.DONE);
      assertTrue(
          realm.live().requestsSince(mark).stream()
              .anyMatch(request -> request.path().contains("partial-export")),
          "the other way to read");
      assertArrayEquals(Files.readAllBytes(reader), Files.readAllBytes(writer));
      assertEquals(one.out(), two.out());
      one.says("1 capability created, 1 edited; 1 role created, 1 changed, 1 retired");

      cli.run("apply", "--begin", "--plan", writer.toString()).ended(ExitCode.DONE);
      cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
      KeycloakRealm.as(cli, "rolecall-apply", KeycloakRealm.APPLY_SECRET)
          .run("plan", "--detailed-exitcode")
          .ended(ExitCode.DONE);
    }
  }

  @Test
  void aMisspeltClientIsNamedByEachCommand() {
    try (var realm = KeycloakRealm.of(realm(), folder.resolve("roles"), "clients: [adit]")) {
      for (String command : List.of("doctor", "plan", "drift", "import")) {
        realm
            .cli()
            .run(command)
            .ended(ExitCode.REMOTE_FAILED)
            .says("no client adit", "Did you mean audit?");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"view-realm", "view-users", "view-clients"})
  void aMissingRightIsNamedAndThereIsNoPlan(String missing) {
    var rights = new ArrayList<>(List.of("view-realm", "view-users", "view-clients"));
    rights.remove(missing);
    var with = realm().serviceAccount("half", "half-secret", rights.toArray(String[]::new));
    try (var realm = KeycloakRealm.of(with, folder.resolve("roles"), "clients: [audit]")) {
      write(realm.repo());
      realm.repo().commit("Changes");
      var half = KeycloakRealm.as(realm.cli(), "half", "half-secret");
      int mark = realm.mark();
      for (String command : List.of("plan", "drift", "import", "doctor")) {
        half.run(command)
            .ended(ExitCode.REMOTE_FAILED)
            .says(missing, "{ env: PLAN_CLIENT }")
            .saysNot("Plan:", "+ ");
      }
      half.run("plan", "--out", folder.resolve("plan.json").toString())
          .ended(ExitCode.REMOTE_FAILED);
      assertTrue(!Files.exists(folder.resolve("plan.json")), "no plan file");
      assertEquals(List.of(), realm.writesSince(mark));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"manage-realm", "manage-users", "manage-clients"})
  void applyNamesWhatItLacksAndWritesNothing(String missing) {
    var rights =
        new ArrayList<>(
            List.of(
                "manage-realm",
                "manage-users",
                "manage-clients",
                "view-realm",
                "view-users",
                "view-clients"));
    rights.remove(missing);
    var with = realm().serviceAccount("half", "half-secret", rights.toArray(String[]::new));
    try (var realm = KeycloakRealm.of(with, folder.resolve("roles"), "clients: [audit]")) {
      write(realm.repo());
      realm.repo().edit("rolecall.yaml", "client-id: rolecall-apply", "client-id: half");
      realm.repo().commit("Changes");
      int mark = realm.mark();
      realm
          .cli()
          .with("APPLY_SECRET", "half-secret")
          .run("apply", "--begin", "--approve")
          .ended(ExitCode.REMOTE_FAILED)
          .says(missing, "half");
      assertEquals(List.of(), realm.writesSince(mark));
    }
  }

  @Test
  void aWrongSecretIsAnErrorOfOneLine() {
    try (var realm = KeycloakRealm.of(Realm.fresh(), folder.resolve("roles"))) {
      KeycloakRealm.as(realm.cli(), "rolecall-plan", "wrong-secret")
          .run("plan")
          .ended(ExitCode.REMOTE_FAILED)
          .says("{ env: PLAN_CLIENT }")
          .saysNot("wrong-secret", "rolecall-plan", "\tat ");
    }
  }
}
