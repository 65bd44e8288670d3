package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.tenant.keycloak.Realm;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an undo finds in the admin events of a real Keycloak, and what it says of what is not. */
@Tag("keycloak")
final class KeycloakUndoAuditTest {
  private static final String SECRET = "4udit-s3cr3t";

  @TempDir Path folder;
  private KeycloakRealm realm;

  @BeforeEach
  void start() {
    realm =
        KeycloakRealm.of(
            Realm.fresh()
                .client("desk", "open", "close")
                .serviceAccount(
                    "auditor", SECRET, "view-realm", "view-users", "view-clients", "view-events")
                .role("alpha", "desk:open")
                .group("/staff")
                .user("lee", "alpha")
                .user("tess"),
            folder.resolve("roles"));
    realm
        .repo()
        .write(
            "roles/alpha.yaml",
            """
            kind: Role
            slug: alpha
            name: alpha
            description: A role.
            capabilities: ["desk:open"]
            manage: exact
            assignments: { users: [lee], groups: [] }
            """);
    realm
        .repo()
        .write(
            "assignments/open.yaml",
            "kind: Assignment\nrole: \"desk:open\"\nmanage: exact\nusers: []\n");
    realm.repo().commit("Roles as they are");
    now(realm.cli()).run("apply", "--begin", "--approve").ended(ExitCode.DONE);
  }

  @AfterEach
  void stop() {
    realm.close();
  }

  /** By the clock of the server, of which its events are. */
  private static Cli now(Cli cli) {
    return cli.at(Instant.now());
  }

  private Cli.Ran undo(String client, String secret, String run) {
    return now(KeycloakRealm.as(realm.cli(), client, secret)).run("undo", run, "--approve");
  }

  /** Somebody gives more by hand, and the next run takes it; that run. */
  private String takenFromTess() {
    realm.grant("tess", "alpha");
    realm
        .live()
        .post("/groups/" + staff() + "/role-mappings/realm", "[" + realm.role("alpha") + "]");
    var open = realm.clientRole("desk", "open");
    realm
        .live()
        .post(
            "/users/%s/role-mappings/clients/%s"
                .formatted(realm.userId("tess"), open.get("containerId").asString()),
            "[" + open + "]");
    realm.putInto("alpha", realm.clientRole("desk", "close"));
    now(realm.cli())
        .run("apply", "--approve")
        .ended(ExitCode.DONE)
        .says("remove user tess from role alpha", "remove user tess from role desk:open");
    return realm.repo().runId();
  }

  private String staff() {
    return realm.live().get("/groups?search=staff").get(0).get("id").asString();
  }

  private void events(boolean kept, boolean details) {
    realm
        .live()
        .put(
            "",
            "{\"adminEventsEnabled\": %s, \"adminEventsDetailsEnabled\": %s}"
                .formatted(kept, details));
  }

  @Test
  void whatTheEventsTellComesBack() {
    events(true, true);
    String bad = takenFromTess();
    undo("rolecall-plan", KeycloakRealm.PLAN_SECRET, bad)
        .ended(ExitCode.BLOCKED)
        .says("undo-unconfirmed", "The tenant's audit log could not be asked: ", "view-events");
    undo("auditor", SECRET, bad).ended(ExitCode.DONE).says("4 of what it gives back");
    assertEquals(List.of("lee", "tess"), realm.holders("alpha"));
    assertEquals(List.of("/staff"), realm.groupsWith("alpha"));
    assertEquals(List.of("close", "open"), realm.inside("alpha"));
  }

  @Test
  void eventsThatNobodyKeepsAreSaidToBeOff() {
    String bad = takenFromTess();
    undo("auditor", SECRET, bad)
        .ended(ExitCode.BLOCKED)
        .says("keeps no admin events (Realm settings, Events, Admin events settings: Save events)");
    assertEquals(List.of("lee"), realm.holders("alpha"));
  }

  @Test
  void eventsWithoutTheirRepresentationNameNoRole() {
    events(true, false);
    String bad = takenFromTess();
    undo("auditor", SECRET, bad)
        .ended(ExitCode.BLOCKED)
        .says("do not say which role was taken", "Include representation");
    assertEquals(List.of("lee"), realm.holders("alpha"));
  }
}
