package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guards through the command line: what is refused writes nothing, what is approved is bound. */
@Tag("e2e")
final class GuardsTest {
  private static final String TIGHT =
      "removal-budget: { people: { floor: 1, share: 0, ceiling: 100 } }";

  @TempDir Path folder;

  private GuardedTeam team(String... guards) {
    return new GuardedTeam(folder, guards);
  }

  @Test
  void aRefusedPlanIsShownAndNothingIsWritten() {
    try (var team = team()) {
      team.role("alpha", users(0, 2)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(0, 0)).push();
      Path saved = folder.resolve("plan.json");
      int records = team.team().commitsOfTheRecord();
      assertTrue(team.writes() > 0);

      team.team()
          .run("plan", "--out", saved.toString())
          .ended(ExitCode.BLOCKED)
          .says(
              "- user  u0@example.com",
              "Guards: 1 needs an approval",
              "Role alpha: 2 of 2 people lose it.",
              "who: u0@example.com, u1@example.com",
              "limit: the default",
              "as approvals/removal-budget-alpha.yaml:",
              "kind: Approval",
              "people-affected: 2");
      team.apply().ended(ExitCode.BLOCKED).says("Needs approval: 1 guard.");
      team.team().job().cli().run("apply", "--plan", saved.toString()).ended(ExitCode.BLOCKED);
      assertEquals(0, team.writes());
      assertEquals(records, team.team().commitsOfTheRecord());
      assertEquals(List.of("u0@example.com", "u1@example.com"), team.holders("alpha"));
    }
  }

  @Test
  void thePastedApprovalLiftsIt() {
    try (var team = team()) {
      team.role("alpha", users(0, 2)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(0, 0)).push();
      team.approve(team.plan().ended(ExitCode.BLOCKED));
      team.plan()
          .ended(ExitCode.CHANGES)
          .says(
              "Guards: 1 approved",
              "approved at approvals/removal-budget-alpha.yaml:1:1 until 2026-12-07",
              "owner identity-team",
              "reason They left")
          .saysNot("Needs approval");
      team.apply().ended(ExitCode.DONE);
      assertEquals(List.of(), team.holders("alpha"));
      team.plan().ended(ExitCode.DONE);
    }
  }

  @Test
  void theRecordBindsAnApprovalToItsSteps() {
    try (var team = team()) {
      team.role("alpha", users(0, 2)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(0, 0)).push();
      team.approve(team.plan().ended(ExitCode.BLOCKED));
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(2, 4)).push();
      team.apply().ended(ExitCode.DONE);

      team.role("alpha", users(0, 0)).push();
      team.plan().ended(ExitCode.BLOCKED).says("people-affected: ").saysNot("approved at");
      team.apply()
          .ended(ExitCode.BLOCKED)
          .says("approvals/removal-budget-alpha.yaml:1:1", "used already");
      assertEquals(2, team.holders("alpha").size());
      // The same text with another reason is another approval.
      team.author().edit("approvals/removal-budget-alpha.yaml", "They left", "These left too");
      team.push();
      team.apply().ended(ExitCode.DONE);
      assertEquals(List.of(), team.holders("alpha"));
    }
  }

  @Test
  void aRunThatFailedInPartIsFinishedWithTheSameApproval() {
    try (var team = team(TIGHT)) {
      team.role("alpha", users(0, 6)).role("beta", users(0, 3)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(2, 6));
      team.author().edit("roles/beta.yaml", "audit:read", "reports:view");
      team.push();
      team.approve(team.plan().ended(ExitCode.BLOCKED));
      team.refuseWrites(number -> number > 2);
      team.apply().ended(ExitCode.PARTLY_DONE).says("done     remove user u0@example.com");
      team.refuseWrites(_ -> false);
      team.plan().ended(ExitCode.CHANGES).says("approved at");
      team.apply().ended(ExitCode.DONE);
      team.plan().ended(ExitCode.DONE);
    }
  }

  /** Two must keep it: one leaves only when the other has come. */
  @Test
  void aRemovalWaitsForTheGrantThatItNeeds() {
    try (var team = team("minimum-holders: [ { role: alpha, people: 2 } ]")) {
      team.role("alpha", users(0, 2)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(1, 3)).push();
      team.refuseWrites(number -> number == 1);
      team.apply().ended(ExitCode.REMOTE_FAILED).says("skipped");
      assertEquals(List.of(Tenant.email(0), Tenant.email(1)), team.holders("alpha"));
      team.refuseWrites(_ -> false);
      team.apply().ended(ExitCode.DONE);
      assertEquals(List.of(Tenant.email(1), Tenant.email(2)), team.holders("alpha"));
    }
  }

  @Test
  void anApprovalEnds() {
    try (var team = team()) {
      team.role("alpha", users(0, 2)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(0, 0)).push();
      team.approve(team.plan().ended(ExitCode.BLOCKED));
      team.applyAfter(Duration.ofDays(15)).ended(ExitCode.BLOCKED).says("approval-spent");
      team.applyAfter(Duration.ofDays(14)).ended(ExitCode.DONE);
    }
  }

  /** Up to five in a day may be given what is assignable; an approval counts for nothing. */
  @Test
  void slicesOfWhatIsSensitiveDoNotPass() {
    try (var team =
        team("sensitive: { capabilities: [\"audit:*\"], assignable: [\"audit:read\"] }")) {
      team.role("alpha", users(0, 1)).push();
      team.applyAfter(Duration.ofDays(-2)).ended(ExitCode.DONE);
      team.role("alpha", users(0, 5)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(0, 7)).push();
      team.applyAfter(Duration.ofHours(23))
          .ended(ExitCode.BLOCKED)
          .says("2 people gain what is sensitive", "4 more have gained such within the last 24");
      team.approve(team.plan().ended(ExitCode.BLOCKED));
      team.applyAfter(Duration.ofHours(1)).ended(ExitCode.DONE);
      team.role("alpha", users(0, 8)).push();
      team.applyAfter(Duration.ofHours(2)).ended(ExitCode.DONE);
      team.role("alpha", users(0, 9)).push();
      team.applyAfter(Duration.ofHours(3)).ended(ExitCode.BLOCKED).says("5 more have gained such");
      team.applyAfter(Duration.ofHours(25)).ended(ExitCode.DONE);
    }
  }

  @Test
  void aRoleThatMovesCountsForNoBudgetNorForTheDay() {
    try (var team =
        team(
            "removal-budget:",
            "  roles: { floor: 1, share: 0, ceiling: 1 }",
            "  people: { floor: 1, share: 0, ceiling: 1 }",
            "grant-budget: { people: { floor: 1, share: 0, ceiling: 1 } }")) {
      team.role("alpha", users(0, 5)).role("beta", users(6, 8)).push();
      team.apply().ended(ExitCode.DONE);
      team.rename("alpha", "omega", users(0, 4)).push();
      team.apply()
          .ended(ExitCode.DONE)
          .says("4 people lose role alpha; gain role omega; keep audit:read", "successor: omega");
      // Of the one who has not moved, the day has counted one.
      team.rename("omega", "sigma", users(1, 4));
      team.author().edit("retired/alpha.yaml", "successor: omega", "successor: sigma");
      team.push();
      team.apply()
          .ended(ExitCode.BLOCKED)
          .says("5 people lose access, 1 of them within the last 24");
      team.role("sigma", users(0, 4)).push();
      team.apply().ended(ExitCode.DONE);
      team.retire("beta").push();
      team.apply().ended(ExitCode.BLOCKED).says("3 people lose access, 1 of them within");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"people", "assignments", "holders"})
  void slicesOfARemovalDoNotPass(String counted) {
    try (var team =
        team("removal-budget: { " + counted + ": { floor: 2, share: 100, ceiling: 3 } }")) {
      team.role("alpha", users(0, 20)).push();
      team.applyAfter(Duration.ofDays(-2)).ended(ExitCode.DONE);
      team.role("alpha", users(2, 20)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(4, 20)).push();
      team.applyAfter(Duration.ofHours(23)).ended(ExitCode.BLOCKED).says("within the last 24");
      assertEquals(18, team.holders("alpha").size());
      team.applyAfter(Duration.ofHours(25)).ended(ExitCode.DONE).saysNot("within the last 24");
      assertEquals(16, team.holders("alpha").size());
    }
  }

  @Test
  void slicesOfRetirementsDoNotPass() {
    try (var team = team("removal-budget: { roles: { floor: 1, share: 0, ceiling: 1 } }")) {
      team.role("alpha", users(0, 2)).role("beta", users(0, 2)).role("gamma", users(0, 2)).push();
      team.apply().ended(ExitCode.DONE);
      team.retire("alpha").push();
      team.apply().ended(ExitCode.DONE);
      team.retire("beta").push();
      team.apply().ended(ExitCode.BLOCKED).says("roles-retired: 2", "within the last 24 hours");
      team.applyAfter(Duration.ofHours(25)).ended(ExitCode.DONE);
    }
  }

  @Test
  void slicesOfAGrantDoNotPass() {
    try (var team = team("grant-budget: { people: { floor: 2, share: 100, ceiling: 3 } }")) {
      team.role("alpha", users(0, 20)).push();
      team.apply().ended(ExitCode.DONE); // a fresh tenant, which counts for nothing
      team.role("alpha", users(0, 22)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(0, 24)).push();
      team.apply().ended(ExitCode.BLOCKED).says("people-affected: 4", "within the last 24 hours");
      team.applyAfter(Duration.ofHours(25)).ended(ExitCode.DONE);
      assertEquals(24, team.holders("alpha").size());
    }
  }

  @Test
  void whatWasApprovedDoesNotCountForTheNextRun() {
    try (var team = team("removal-budget: { people: { floor: 1, share: 100, ceiling: 3 } }")) {
      team.role("alpha", users(0, 20)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(5, 20)).push();
      team.approve(team.plan().ended(ExitCode.BLOCKED).says("5 people lose access"));
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(8, 20)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(9, 20)).push();
      team.apply().ended(ExitCode.BLOCKED).says("4 people lose access, 3 of them within");
    }
  }

  @Test
  void aRunThatWroteNothingCountsForNothing() {
    try (var team = team("removal-budget: { people: { floor: 1, share: 100, ceiling: 3 } }")) {
      team.role("alpha", users(0, 20)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(2, 20)).push();
      team.refuseWrites(_ -> true);
      team.apply().ended(ExitCode.REMOTE_FAILED);
      team.refuseWrites(_ -> false);
      team.role("alpha", users(3, 20)).push();
      team.apply().ended(ExitCode.DONE);
    }
  }

  @Test
  void aRetiredRoleDoesNotReturnWithinAYear() throws Exception {
    String three = "audit:read\n  - reports:view\n  - users:view";
    try (var team = team()) {
      team.role("alpha", users(0, 1)).author().edit("roles/alpha.yaml", "audit:read", three);
      team.push();
      team.apply().ended(ExitCode.DONE);
      team.retire("alpha").push();
      team.apply().ended(ExitCode.DONE);
      team.role("omega", users(0, 1)).author().edit("roles/omega.yaml", "audit:read", three);
      team.push();
      team.applyAfter(Duration.ofDays(364))
          .ended(ExitCode.BLOCKED)
          .says("omega has all 3 capabilities of alpha, which was retired on 2026-11-23");
      team.applyAfter(Duration.ofDays(366)).ended(ExitCode.DONE);
      assertTrue(Files.exists(team.author().file("retired/alpha.yaml")));
    }
  }
}
