package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Approvals that allow nothing any more are listed, and go with the next edit. */
@Tag("e2e")
final class SpentApprovalsTest {
  private static final String TIGHT =
      "removal-budget: { people: { floor: 1, share: 0, ceiling: 100 } }";
  private static final String FILE = "approvals/removal-budget-people-affected.yaml";

  @TempDir Path folder;

  @Test
  void oneThatIsUsedUpIsListedAndGoesWithTheNextRole() {
    try (var team = new GuardedTeam(folder, TIGHT)) {
      team.role("alpha", users(0, 6)).role("beta", users(0, 3)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(2, 6));
      team.author().edit("roles/beta.yaml", "audit:read", "reports:view");
      team.push();
      team.approve(team.plan().ended(ExitCode.BLOCKED));
      team.team().job().cli().run("validate").ended(ExitCode.DONE).saysNot("approval-spent");

      team.refuseWrites(number -> number > 2);
      team.apply().ended(ExitCode.PARTLY_DONE);
      var half = team.team().job();
      half.cli().run("validate").ended(ExitCode.DONE).saysNot("approval-spent");
      half.cli().run("new", "Gamma").ended(ExitCode.DONE).saysNot("removed");
      assertTrue(Files.exists(half.file(FILE)), "it is needed still");

      team.refuseWrites(_ -> false);
      team.apply().ended(ExitCode.DONE);
      var done = team.team().job();
      int requests = team.requests();
      done.cli()
          .run("validate")
          .ended(ExitCode.DONE)
          .says("warning  approval-spent  " + FILE + ":1:1", "what it was for is done");
      // The files are those of the commit, and nothing would be edited there.
      done.cli().run("new", "Delta", "--ref", "HEAD").saysNot("removed");
      done.cli()
          .run("new", "Gamma")
          .ended(ExitCode.DONE)
          .says("wrote roles/gamma.yaml", "removed " + FILE);
      assertFalse(Files.exists(done.file(FILE)));
      done.cli().run("validate").ended(ExitCode.DONE).saysNot("approval-spent");
      assertEquals(requests, team.requests(), "nothing of it asks the tenant");
    }
  }

  @Test
  void oneThatIsOverGoesAndTheNextInItsFileStays() {
    try (var team = new GuardedTeam(folder)) {
      team.author()
          .write("approvals/two.yaml", approval("2026-11-25") + "---\n" + approval("2026-12-09"));
      team.role("alpha", users(0, 1)).push();
      var later = team.team().job().cli().at(Cli.NOW.plus(Duration.ofDays(4)));
      later
          .run("validate")
          .ended(ExitCode.DONE)
          .says("warning  approval-spent  approvals/two.yaml:7:10", "expired on 2026-11-25")
          .saysNot("approvals/two.yaml:15");
      later
          .run("retire", "alpha", "--reason", "Over.")
          .ended(ExitCode.DONE)
          .says("edited approvals/two.yaml", "removed roles/alpha.yaml");
      later.run("validate").ended(ExitCode.DONE).saysNot("approval-spent");
    }
  }

  /** What one tenant has used another may need. */
  @Test
  void oneThatAnotherTenantHasNotUsedStays() {
    try (var team = new GuardedTeam(folder, TIGHT)) {
      RolesRepo author = team.author();
      author.edit(
          "rolecall.yaml",
          "tenants:\n",
          """
          tenants:
            other:
              provider: tenant-api
              url: http://127.0.0.1:9
              credentials: { client-id: plan, client-secret: { env: SECRET } }
          """);
      author.write("assignments/a.yaml", holders("u0@example.com, u1@example.com, u2@example.com"));
      team.role("alpha", users(0, 0)).push();
      team.team().apply("--tenant", "production").ended(ExitCode.DONE);
      author.write("assignments/a.yaml", holders("u0@example.com"));
      team.push();
      team.approve(team.team().run("plan", "--tenant", "production").ended(ExitCode.BLOCKED));
      author.edit(FILE, "[production]", "[production, other]");
      team.push();
      team.team().apply("--tenant", "production").ended(ExitCode.DONE);
      team.team().job().cli().run("validate").ended(ExitCode.DONE).saysNot("approval-spent");

      author.edit(FILE, "[production, other]", "[production]");
      team.push();
      team.team().job().cli().run("validate").ended(ExitCode.DONE).says("approval-spent");
    }
  }

  private static String holders(String users) {
    return "kind: Assignment\nrole: alpha\ntenants: [production]\nusers: [" + users + "]\n";
  }

  private static String approval(String expires) {
    return "kind: Approval\ntenants: [production]\nrule: grant-budget\npeople-affected: 5\n"
        + "owner: identity-team\nreason: New people.\nexpires: "
        + expires
        + "\n";
  }
}
