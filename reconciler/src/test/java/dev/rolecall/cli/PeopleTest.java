package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plan says who gains and who loses, whichever way they hold what it changes. */
@Tag("e2e")
final class PeopleTest {
  @TempDir Path folder;
  private Tenant tenant;
  private RolesRepo repo;
  private Cli cli;

  @BeforeEach
  void start() {
    tenant = Tenant.acme();
    repo = RolesRepo.acme(folder.resolve("acme"), tenant.url());
    cli = repo.cli();
    cli.run("apply", "--approve").ended(ExitCode.DONE);
  }

  @AfterEach
  void stop() {
    repo.close();
    tenant.close();
  }

  @Test
  void membersOfAGroupAreThePeopleAndWhoHoldsItTwiceKeepsIt() {
    repo.edit("roles/cs-lead.yaml", "  groups: [customer-support]\n", "  groups: [design-team]\n");
    repo.commit("Another team");
    cli.run("plan")
        .ended(ExitCode.DONE)
        .says(
            "People: 1 gains, 1 loses",
            "1 person loses role cs-lead, audit:read, users:force-mfa-reset,",
            "users:view: tess@example.com",
            "1 person gains role cs-lead,",
            ": dana@example.com",
            "1 person keeps role cs-lead,",
            " by another path: anita@example.com");
    tenant.outsider().join(tenant.outsider().group("design-team"), id("tess@example.com"));
    cli.run("plan").says("People: 1 gains", "2 people keep role cs-lead,");
  }

  private String id(String email) {
    return tenant.outsider().user(email);
  }

  @Test
  void whoeverHasNobodyLeftIsSaid() {
    repo.edit("roles/cs-lead.yaml", "  - users:suspend\n", "").commit("Less");
    cli.run("plan")
        .says(
            "People: 2 lose",
            "no person is left with users:suspend (2 had it)",
            "2 people lose users:suspend: anita@example.com, tess@example.com");
  }

  @Test
  void aCapabilityFromAnotherRoleIsKept() {
    tenant.outsider().grant("operator", "tess@example.com");
    repo.edit("roles/cs-lead.yaml", "  - users:suspend\n", "").commit("Less");
    cli.run("plan")
        .says(
            "People: 1 loses",
            "1 person loses users:suspend: anita@example.com",
            "1 person keeps users:suspend by another path: tess@example.com")
        .saysNot("no person is left");
  }

  @Test
  void textsGiveAndTakeNothing() {
    repo.edit("roles/cs-lead.yaml", "name: CS Lead", "name: Lead").commit("Name");
    cli.run("plan", "-v")
        .says("People: nobody gains or loses anything")
        .saysNot("group-memberships");
  }

  @Test
  void whatOnlySomeStepsDoIsWorkedOutForThem() throws IOException {
    var outsider = tenant.outsider();
    outsider.change("remove", "branding-editor", "group", outsider.group("design-team"));
    repo.edit("roles/cs-lead.yaml", "  - users:suspend\n", "").commit("Less");
    Path report = folder.resolve("report.json");
    cli.run("plan", "--report", "json=" + report).says("People: 1 gains, 2 lose");
    assertEquals(2, shifts(report).size());
    cli.run("apply", "--approve", "--only", "drift").says("People: 1 gains").saysNot("lose");
    cli.run("plan").says("People: 2 lose");
  }

  /** What waits in git is no part of it: a plan says what that does. */
  @Test
  void driftSaysWhoseAccessCameAndWentWithIt() throws IOException {
    var outsider = tenant.outsider();
    outsider.change("remove", "branding-editor", "group", outsider.group("design-team"));
    outsider.grant("cs-lead", "dana@example.com");
    repo.edit("roles/cs-lead.yaml", "  - users:suspend\n", "").commit("Less");
    Path report = folder.resolve("report.json");
    cli.run("drift", "--report", "json=" + report)
        .ended(ExitCode.CHANGES)
        .says("People: 1 gains, if what drifted is put back");
    assertEquals(1, shifts(report).size());
    cli.run("drift", "--format", "markdown").says("if what drifted is put back");
    cli.run("apply", "--approve", "--only", "drift").ended(ExitCode.DONE);
    cli.run("drift").ended(ExitCode.DONE).saysNot("People:");
  }

  private static JsonNode shifts(Path report) throws IOException {
    JsonNode json = JsonMapper.shared().readTree(Files.readString(report));
    return json.path("impact").path("shifts");
  }

  @Test
  void aSavedPlanHoldsEverybody() throws IOException {
    repo.edit("roles/cs-lead.yaml", "  - users:suspend\n", "").commit("Less");
    Path saved = folder.resolve("plan.json");
    cli.run("plan", "--out", saved.toString());
    JsonNode people = shifts(saved).path(0).path("people");
    assertEquals(
        List.of("anita@example.com", "tess@example.com"),
        people.valueStream().map(person -> person.path("name").asString()).toList());
    cli.run("apply", "--plan", saved.toString()).ended(ExitCode.DONE);
  }

  /** Who joins or leaves a group between plan and apply changes no step. */
  @Test
  void aSavedPlanOutlivesAMembership() {
    repo.edit("roles/cs-lead.yaml", "  - users:suspend\n", "").commit("Less");
    Path saved = folder.resolve("plan.json");
    cli.run("plan", "--out", saved.toString());
    String group = tenant.outsider().group("customer-support");
    tenant.outsider().join(group, id("omar@example.com"));
    cli.run("apply", "--plan", saved.toString()).ended(ExitCode.DONE);
  }
}
