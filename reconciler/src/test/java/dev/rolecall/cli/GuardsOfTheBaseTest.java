package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.report.OutputSchemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which guards count, from which run on, and what a program reads of them. */
@Tag("e2e")
final class GuardsOfTheBaseTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String FEW =
      """
      kind: Policy
      name: few
      description: One after the other.
      for: plan
      rule: plan.roles_retired > 0 && plan.roles_created > 0
      deny: Roles come in a change of their own.
      """;

  private static final String OF_ONE = "change.kind.startsWith('capability-')";
  private static final String PAY =
      """
      kind: Capability
      area: payments
      action: approve
      name: Approve
      description: Release it.
      """;

  @TempDir Path folder;

  private GuardedTeam team(String... guards) {
    return new GuardedTeam(folder, guards);
  }

  @Test
  void aChangeCannotSwitchOffWhatJudgesIt() {
    try (var team = team()) {
      String base = team.role("alpha", users(0, 2)).push();
      team.apply().ended(ExitCode.DONE);
      team.guards("removal-budget: off").role("alpha", users(0, 0)).push();
      team.team()
          .run("plan", "--base", base)
          .ended(ExitCode.BLOCKED)
          .says("Role alpha: 2 of 2 people lose it", "settings-changed", "removal-budget");
      team.team()
          .run("plan", "--base", "HEAD")
          .ended(ExitCode.DONE)
          .saysNot("settings-changed", "2 of 2 people lose it");
    }
  }

  /** Its base judges it, and what it brings judges it once it is merged. */
  @Test
  void whatTheChangeItselfBringsIsForeseen() {
    try (var team = team()) {
      String base = team.role("alpha", users(0, 2)).push();
      team.apply().ended(ExitCode.DONE);
      team.guards("protected: [{ role: alpha }]", "removal-budget: off");
      team.author().write("policies/few.yaml", FEW);
      team.fourEyes("").role("maker", users(3, 4)).role("checker", users(3, 4));
      team.retire("alpha").push();
      String[] foreseen = {
        "warning  own-judge-refuses  policies/few.yaml:1:1",
        "and custom-rule would stop it: Policy few",
        "and protected would stop it: The role alpha is protected, and is retired.",
        "and separation-of-duties would stop it: ",
      };
      team.team().run("plan", "--base", base).ended(ExitCode.DONE).says(foreseen);
      team.team().run("plan", "--base", base, "--strict").ended(ExitCode.BLOCKED);
      team.apply().ended(ExitCode.BLOCKED).says("custom-rule", "protected", "separation-of-duties");
    }
  }

  /** The same guard on another line is no other guard. */
  @Test
  void whatIsAskedAboutAlreadyIsNotForeseen() {
    try (var team = team("protected: [{ role: alpha }]")) {
      String base = team.role("alpha", users(0, 2)).push();
      team.apply().ended(ExitCode.DONE);
      team.guards("max-duration: [{ role: beta, max: 30d }]", "protected: [{ role: alpha }]");
      team.retire("alpha").push();
      team.team()
          .run("plan", "--base", base)
          .ended(ExitCode.BLOCKED)
          .says("The role alpha is protected, and is retired.")
          .saysNot("own-judge-refuses");
    }
  }

  /** Whoever may edit the folder could take away what they may not give. */
  @Test
  void aLineThatMovesIntoAFolderIsNewThere() {
    try (var team = team("paths: [{ path: assignments/**, may-grant: [beta] }]")) {
      String base = team.role("alpha", users(0, 2)).role("beta", users(0, 1)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(0, 1)).role("beta", users(0, 0));
      for (String role : List.of("alpha", "beta")) {
        String user = role.equals("alpha") ? "u1" : "u0";
        team.author()
            .write(
                "assignments/" + role + ".yaml",
                "kind: Assignment\nrole: %s\nusers: [%s@example.com]\n".formatted(role, user));
      }
      team.push();
      validate(team, base)
          .ended(ExitCode.BLOCKED)
          .says("u1@example.com is given role alpha in assignments/alpha.yaml")
          .saysNot("role beta");
      team.team().run("plan", "--base", base).ended(ExitCode.BLOCKED);
    }
  }

  /** What stands in the base and is left alone is no change. */
  @Test
  void aDeclaredCapabilityIsNotNewOffline() {
    try (var team = team()) {
      team.author()
          .write(
              "policies/few.yaml",
              FEW.replaceFirst("for: plan\nrule: .*", "for: change\nrule: %s".formatted(OF_ONE)));
      team.author().write("capabilities/pay.yaml", PAY);
      String base = team.role("alpha", users(0, 2)).push();
      team.role("alpha", users(0, 3)).push();
      validate(team, base).ended(ExitCode.DONE).saysNot("few");
      team.author().edit("capabilities/pay.yaml", "Release it.", "Release a payment.");
      team.push();
      validate(team, base)
          .ended(ExitCode.BLOCKED)
          .says("capability-edited: capability payments:approve");
    }
  }

  @Test
  void validateJudgesWithoutATenant() {
    try (var team =
        team(
            "protected: [{ role: alpha }]",
            "required-holders: [{ role: beta, user: u1@example.com }]",
            "direct-users: { allow: [expiring] }",
            "max-duration: [{ role: beta, max: 30d }]")) {
      String base = team.role("alpha", users(0, 1)).role("beta", users(1, 2)).push();
      int requests = team.requests();
      validate(team, base).ended(ExitCode.DONE);
      team.retire("alpha").role("beta", users(2, 3)).role("a1pha", users(0, 0)).push();
      Cli.Ran ran =
          validate(team, base)
              .ended(ExitCode.BLOCKED)
              .says(
                  "The role alpha is protected, and is retired.",
                  "The user u1@example.com must hold role beta, and loses it.",
                  "The user u2@example.com is declared for role beta by name",
                  "The user u2@example.com gets role beta for ever; 30 days are the most.",
                  "The new slug a1pha reads like alpha");
      assertEquals(requests, team.requests());
      assertEquals(1, Pasted.from(ran.out()).size(), "one of them can be approved");
      String json = team.team().run("validate", "--base", base, "--format", "json").out();
      assertEquals(List.of(), OutputSchemas.errors("problems", json), json);
    }
  }

  private static Cli.Ran validate(GuardedTeam team, String base) {
    return team.team().run("validate", "--base", base);
  }

  @Test
  void validateTakesAnApproval() {
    try (var team = team()) {
      String base = team.role("alpha", users(0, 1)).push();
      team.role("a1pha", users(0, 0)).push();
      team.approve(validate(team, base).ended(ExitCode.BLOCKED));
      validate(team, base).ended(ExitCode.DONE).says("approved at approvals/", "approval-unowned");
    }
  }

  /** It was for a while, and does not do for ever; asked again about what it was for, it does. */
  @Test
  void validateTakesNoApprovalThatIsUsed() {
    try (var team = team("sensitive: { capabilities: [\"audit:*\"] }")) {
      String base = team.role("alpha", users(0, 1)).push();
      team.apply().ended(ExitCode.DONE);
      String line = "- u0@example.com\n    - { user: u1@example.com, expires: 2026-12-01 }";
      team.author().edit("roles/alpha.yaml", "- u0@example.com", line);
      team.push();
      team.approve(validate(team, base).ended(ExitCode.BLOCKED));
      String approved = team.push();
      team.apply().ended(ExitCode.DONE);
      validate(team, base).ended(ExitCode.DONE).says("approved at approvals/");

      team.author().edit("roles/alpha.yaml", ", expires: 2026-12-01", "");
      team.push();
      validate(team, approved).ended(ExitCode.BLOCKED).says("used already");
      team.team().run("plan", "--base", approved).ended(ExitCode.BLOCKED).says("used already");
    }
  }

  @Test
  void validateAsksAboutWhatIsSensitive() {
    try (var team = team("sensitive: { capabilities: [\"audit:*\"] }")) {
      String base = team.role("alpha", users(0, 1)).role("beta", users(1, 2)).push();
      team.author().edit("roles/alpha.yaml", "users:", "groups: [engineering]\n  users:");
      String next = team.role("fresh", users(10, 19)).push();
      validate(team, base)
          .ended(ExitCode.BLOCKED)
          .says(
              "Whoever is in a group gains what is sensitive with role alpha: audit:read.",
              "without an expiry: group engineering",
              "the plan can tell: take the approval from there")
          .saysNot("role fresh", "role beta");

      team.role("beta", users(0, 4)).push();
      team.approve(
          validate(team, next)
              .ended(ExitCode.BLOCKED)
              .says("2 people gain what is sensitive with role beta: audit:read."));
      validate(team, next).ended(ExitCode.DONE).says("approved at approvals/sensitive-beta.yaml");
      team.author().edit("approvals/sensitive-beta.yaml", "u3@", "u4@");
      team.push();
      validate(team, next).ended(ExitCode.BLOCKED).says("does not name all of them");
    }
  }

  @Test
  void validateAsksAboutARoleThatIsWidened() {
    try (var team = team("sensitive: { capabilities: [\"reports:*\"] }")) {
      String base = team.role("alpha", users(0, 2)).push();
      team.author().edit("roles/alpha.yaml", "- audit:read", "- audit:read\n  - reports:view");
      team.push();
      validate(team, base)
          .ended(ExitCode.BLOCKED)
          .says(
              "Whoever holds it gains what is sensitive with role alpha: reports:view.",
              "the role itself is widened",
              "people-affected: 2");
    }
  }

  /** Of the base: a change does not name its own reviewers. */
  @Test
  void anApprovalThatCodeOwnersCoverIsOwned() {
    try (var team = team()) {
      team.role("alpha", users(0, 1)).push();
      team.author().write(".github/CODEOWNERS", "/approvals/ @acme/security\n");
      String base = team.push();
      team.role("a1pha", users(0, 0)).push();
      team.approve(validate(team, base).ended(ExitCode.BLOCKED));
      validate(team, base).ended(ExitCode.DONE).saysNot("approval-unowned");
    }
  }

  @Test
  void theFirstRunOfARecordMayGrantAndALaterOneMayNot() {
    try (var team = team("grant-budget: { people: { floor: 1, share: 0, ceiling: 2 } }")) {
      team.outsider().makeRole("alpha");
      team.outsider().grant("alpha", Tenant.email(0));
      team.role("alpha", users(0, 10)).push();
      team.team().apply("--begin").ended(ExitCode.DONE);
      assertEquals(10, team.holders("alpha").size());
      team.role("alpha", users(0, 13)).push();
      team.apply().ended(ExitCode.BLOCKED).says("3 people gain access. The limit is 2.");
    }
  }

  @Test
  void aFreshTenantAndItsTakeOverPassWithTheDefaults() {
    try (var tenant = Tenant.acme();
        var repo = RolesRepo.acme(folder.resolve("acme"), tenant.url());
        var again = RolesRepo.acme(folder.resolve("again"), tenant.url())) {
      repo.cli().run("plan").ended(ExitCode.DONE).saysNot("Guards:");
      repo.cli().run("apply", "--approve").ended(ExitCode.DONE);
      again.cli().run("plan").ended(ExitCode.DONE).saysNot("Guards:");
      again.cli().run("apply", "--approve", "--begin").ended(ExitCode.DONE);
    }
  }

  @Test
  void jsonNamesEverybody() throws Exception {
    try (var team = team()) {
      team.role("alpha", users(0, 25)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(0, 0)).push();
      Path saved = folder.resolve("plan.json");
      Cli.Ran ran = team.team().run("plan", "--format", "json", "--out", saved.toString());
      ran.ended(ExitCode.BLOCKED);
      everybody("plan-report", ran.out());
      everybody("plan", Files.readString(saved));

      team.approve(team.plan());
      String lifted = team.team().run("plan", "--format", "json").ended(ExitCode.DONE).out();
      assertEquals(List.of(), OutputSchemas.errors("plan-report", lifted), lifted);
      for (JsonNode guard : JSON.readTree(lifted).path("guards")) {
        assertEquals("identity-team", guard.path("lifted-by").path("owner").asString(), lifted);
      }
      String applied =
          team.team().run("apply", "--approve", "--format", "json").ended(ExitCode.DONE).out();
      assertEquals(List.of(), OutputSchemas.errors("apply-report", applied), applied);
    }
  }

  private static void everybody(String schema, String json) {
    assertEquals(List.of(), OutputSchemas.errors(schema, json), json);
    JsonNode guards = JSON.readTree(json).path("guards");
    List<String> measures =
        guards.valueStream().map(guard -> guard.path("measure").asString()).toList();
    assertEquals(
        List.of("assignments-removed", "people-affected", "people-affected"), measures, json);
    for (JsonNode guard : guards) {
      assertEquals("approval", guard.path("needs").asString());
      assertEquals(25, guard.path("number").intValue());
      boolean ofLines = guard.path("measure").asString().equals("assignments-removed");
      assertEquals(ofLines ? 0 : 25, guard.path("people").size(), json);
      assertEquals(25, guard.path("steps").size(), json);
    }
  }
}
