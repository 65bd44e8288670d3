package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.tenant.keycloak.Realm;
import dev.rolecall.tenant.keycloak.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main story on a real Keycloak, and what its access log has of it. */
@Tag("keycloak")
final class KeycloakStoryTest {
  private static final String CS_LEAD =
      """
      kind: Role
      slug: cs-lead
      name: CS Lead
      description: Recovers passwords.
      capabilities:
        - audit:read
        - realm:basic
      manage: exact
      assignments:
        groups: [/support/emea]
        users:
          - anita@example.com
          - lee
      """;
  private static final String AUDITOR =
      """
      kind: Role
      slug: auditor
      name: Auditor
      description: Reads the audit log.
      capabilities:
        - audit:read
      manage: exact
      assignments:
        users:
          - sam
      """;

  @TempDir Path folder;
  private KeycloakRealm realm;
  private Cli cli;

  @BeforeEach
  void start() {
    realm =
        KeycloakRealm.of(
            Realm.fresh()
                .client("audit", "read", "export")
                .role("basic")
                .role("by-hand", "audit:export")
                .group("/support/emea")
                .user("anita")
                .user("lee")
                .user("sam")
                .user("tess", "by-hand"),
            folder.resolve("roles"),
            "clients: [audit]");
    realm.repo().write("roles/cs-lead.yaml", CS_LEAD).write("roles/auditor.yaml", AUDITOR);
    realm.repo().commit("Roles");
    cli = realm.cli();
  }

  @AfterEach
  void stop() {
    realm.close();
  }

  @Test
  void fromYamlToALiveRealmAndNothingLeftToDo() {
    cli.run("catalogue", "--refresh").ended(ExitCode.DONE);
    realm.repo().commit("The catalogue");
    cli.run("validate").ended(ExitCode.DONE).saysNot("warning");
    cli.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES).says("2 roles created");
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE).says("No changes");
    assertEquals(List.of("anita", "lee"), realm.holders("cs-lead"));
    assertEquals(List.of("/support/emea"), realm.groupsWith("cs-lead"));
    assertEquals(List.of("basic", "read"), realm.inside("cs-lead"));
    assertEquals("CS Lead", realm.role("cs-lead").at("/attributes/rolecall.name/0").asString());
    assertEquals(List.of("tess"), realm.holders("by-hand"), "unmanaged, and left alone");
    assertEquals(realm.repo().ref("HEAD"), realm.repo().applied());
  }

  @Test
  void whatHappensByHandIsFoundAndUndone() {
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    realm.grant("tess", "auditor");
    realm.take("lee", "cs-lead");
    realm.putInto("cs-lead", realm.clientRole("audit", "export"));
    cli.run("drift").ended(ExitCode.CHANGES).says("tess", "lee", "audit:export", "3 differences");
    cli.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES).says("3 drift undone");
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    cli.run("drift").ended(ExitCode.DONE);
    cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    assertEquals(List.of("anita", "lee"), realm.holders("cs-lead"));
    assertEquals(List.of("sam"), realm.holders("auditor"));
    assertEquals(List.of("basic", "read"), realm.inside("cs-lead"));
  }

  @Test
  void aRoleThatWasDeletedByHandComesBack() {
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    realm.deleteRole("cs-lead");
    cli.run("drift").ended(ExitCode.CHANGES).says("cs-lead");
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    assertEquals(List.of("anita", "lee"), realm.holders("cs-lead"));
  }

  @Test
  void aSlugIsForEver() {
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    cli.run("retire", "auditor", "--reason", "Over.", "--now").ended(ExitCode.DONE);
    realm.repo().commit("Retire auditor");
    cli.run("plan").ended(ExitCode.DONE).says("1 role retired", "1 holder loses it");
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    assertFalse(realm.roles().contains("auditor"));

    // Offline, by the tombstone and by history; elsewhere by the ledger in the realm.
    cli.run("new", "Auditor").ended(ExitCode.INVALID_INPUT).says("retired");
    realm.repo().delete("retired/auditor.yaml").write("roles/auditor.yaml", AUDITOR);
    realm.repo().commit("Bring it back");
    cli.run("validate").ended(ExitCode.INVALID_INPUT).says("auditor", "retired");
    leftAloneElsewhere();
    assertFalse(realm.roles().contains("auditor"));
  }

  @Test
  void aRetiredRoleStandsWithoutHoldersUntilItsDay() {
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    realm.grant("tess", "auditor");
    cli.run("retire", "auditor", "--reason", "Over.").ended(ExitCode.DONE);
    String retired = realm.repo().commit("Retire auditor");
    cli.run("plan").ended(ExitCode.DONE).says("1 role drained; 2 assignments removed");
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    assertEquals(List.of(), realm.holders("auditor"));
    cli.run("drift").ended(ExitCode.DONE);
    realm.repo().delete("retired/auditor.yaml").write("roles/auditor.yaml", AUDITOR);
    realm.repo().commit("It stays after all");
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    assertEquals(List.of("sam"), realm.holders("auditor"));

    cli.run("retire", "auditor", "--reason", "Over.").ended(ExitCode.DONE);
    assertNotEquals(retired, realm.repo().commit("Retire it once more"));
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    var later = cli.at(Cli.NOW.plus(Duration.ofDays(7)));
    later.run("plan").ended(ExitCode.DONE).says("1 role retired", "nobody holds it");
    later.run("apply", "--approve").ended(ExitCode.DONE);
    later.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    assertFalse(realm.roles().contains("auditor"));
  }

  @Test
  void alsoWhenTheRoleWasDeletedByHandBeforeItsTombstoneWasApplied() {
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    realm.deleteRole("auditor");
    cli.run("retire", "auditor", "--reason", "Over.", "--now").ended(ExitCode.DONE);
    realm.repo().commit("Retire auditor");
    cli.run("plan").ended(ExitCode.DONE);
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    cli.run("new", "Auditor").ended(ExitCode.INVALID_INPUT).says("retired");
    realm.repo().delete("retired/auditor.yaml").write("roles/auditor.yaml", AUDITOR);
    realm.repo().commit("Bring it back");
    cli.run("validate").ended(ExitCode.INVALID_INPUT).says("auditor", "retired");
    cli.run("apply", "--approve").ended(ExitCode.PARTLY_DONE);
    assertFalse(realm.roles().contains("auditor"));
  }

  private void leftAloneElsewhere() {
    try (var other = realm.another(folder.resolve("other"))) {
      other.write("roles/auditor.yaml", AUDITOR).commit("A role");
      var fresh = KeycloakRealm.cli(other);
      fresh.run("validate").ended(ExitCode.DONE);
      fresh.run("plan").ended(ExitCode.PARTLY_DONE).says("retired-slug", "auditor");
      fresh.run("apply", "--approve").ended(ExitCode.PARTLY_DONE);
    }
  }

  @Test
  void aPlanOnlyReads() {
    int mark = realm.mark();
    cli.run("plan").ended(ExitCode.DONE);
    cli.run("plan", "--out", folder.resolve("plan.json").toString()).ended(ExitCode.DONE);
    cli.run("drift");
    cli.run("import", "--out", folder.resolve("imported").toString()).ended(ExitCode.DONE);
    cli.run("catalogue", "--refresh").ended(ExitCode.DONE);
    KeycloakRealm.as(cli, "rolecall-apply", KeycloakRealm.APPLY_SECRET)
        .run("plan")
        .ended(ExitCode.DONE);
    var seen = realm.live().requestsSince(mark);
    assertEquals(List.of(), seen.stream().filter(Request::writes).toList());
    assertTrue(seen.stream().anyMatch(request -> request.path().contains("partial-export")));
    assertTrue(seen.stream().allMatch(request -> request.status() / 100 == 2), seen::toString);
  }

  @Test
  void anEmptyApplyWritesNothingAndOneChangeIsOneWrite() {
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    int mark = realm.mark();
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    assertEquals(List.of(), realm.writesSince(mark));

    oneWrite("- sam", "- tess@example.com\n    - sam", "users/.*/role-mappings/realm", "POST");
    oneWrite("- tess@example.com\n    - sam", "- sam", "users/.*/role-mappings/realm", "DELETE");
    oneWrite("  - audit:read", "  - audit:export\n  - audit:read", "roles-by-id/.*", "POST");
    oneWrite("  - audit:export\n", "", "roles-by-id/.*/composites", "DELETE");
    oneWrite("Reads the audit log.", "Looks.", "roles-by-id/[^/]*", "PUT");
    oneWrite("name: Auditor", "name: The Auditor", "roles-by-id/[^/]*", "PUT");
    cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
  }

  private void oneWrite(String before, String after, String path, String method) {
    realm.repo().edit("roles/auditor.yaml", before, after).commit("One change");
    int mark = realm.mark();
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    var writes = realm.writesSince(mark);
    assertEquals(1, writes.size(), writes::toString);
    assertEquals(method, writes.getFirst().method(), writes::toString);
    assertTrue(writes.getFirst().path().matches(".*/" + path), writes::toString);
  }

  @Test
  void aUserWhoWasDeletedIsNobodyElse() {
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    realm.grant("tess", "auditor");
    realm.live().delete("/users/" + realm.userId("sam"));
    cli.run("plan").ended(ExitCode.DONE).says("sam", "roles/auditor.yaml:10:7");
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    assertEquals(List.of(), realm.holders("auditor"), "the record knows sam by his id");
  }

  @Test
  void aUserWhoWasNeverThereKeepsOthersFromBeingRemoved() {
    realm
        .repo()
        .edit("rolecall.yaml", "version: 1", "version: 1\nguards: { unknown-subject: wait }")
        .commit("Unknown subjects wait");
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    realm.grant("tess", "auditor");
    realm.repo().edit("roles/auditor.yaml", "- sam", "- sam\n    - nobody").commit("Nobody");
    cli.run("plan").ended(ExitCode.DONE).says("Withheld", "nobody", "roles/auditor.yaml:11:7");
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    assertEquals(List.of("sam", "tess"), realm.holders("auditor"), "tess may be nobody");
  }

  @Test
  void aNameThatTwoPeopleShareIsNeitherOfThem() {
    realm.live().put("", "{\"loginWithEmailAllowed\": false, \"duplicateEmailsAllowed\": true}");
    realm
        .live()
        .post(
            "/users",
            "{\"username\": \"sam2\", \"email\": \"sam@example.com\", \"enabled\": true}");
    realm.repo().edit("roles/auditor.yaml", "- sam", "- sam@example.com").commit("By e-mail");
    cli.run("plan").ended(ExitCode.DONE).says("Withheld", "ambiguous-subject", "2 accounts");
    cli.run("apply", "--approve").ended(ExitCode.DONE).says("Withheld");
    assertEquals(List.of(), realm.holders("auditor"));
    String id = realm.userId("sam");
    realm
        .repo()
        .edit(
            "roles/auditor.yaml",
            "- sam@example.com",
            "- { user: sam@example.com, id: " + id + " }")
        .commit("This one");
    cli.run("apply", "--approve").ended(ExitCode.DONE).saysNot("Withheld");
    assertEquals(List.of("sam"), realm.holders("auditor"));
  }
}
