package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever loses what a policy names is logged out, once, after the loss; nobody else is. */
@Tag("e2e")
final class RevocationTest {
  private static final String POLICY =
      """
      kind: Policy
      name: audit-ends-at-once
      description: Nobody reads on.
      revoke-immediately: ["audit:*"]
      """;

  @TempDir Path folder;

  /** alpha is held by 0, 1 and 2, and 1 is in beta too, which gives the same. */
  private GuardedTeam team() {
    var team = new GuardedTeam(folder, guards("off"));
    team.role("alpha", users(0, 3)).role("beta", users(1, 2));
    team.author().write("policies/revoke.yaml", POLICY);
    team.push();
    team.apply().ended(ExitCode.DONE).saysNot("logged out");
    return team;
  }

  private static String[] guards(String budget) {
    return new String[] {
      "removal-budget: off",
      "grant-budget: off",
      "minimum-holders: []",
      "sensitive: off",
      "slug-lookalike: off",
      "revocation-budget: " + budget
    };
  }

  /** Users by number. */
  private static Map<Integer, SignedIn> signIn(GuardedTeam team, IntStream users) {
    var tokens = new TreeMap<Integer, SignedIn>();
    users.forEach(user -> tokens.put(user, SignedIn.of(team.outsider(), Tenant.email(user))));
    return tokens;
  }

  /** Whose tokens still work. */
  private static List<Integer> loggedIn(Map<Integer, SignedIn> tokens) {
    return tokens.entrySet().stream()
        .filter(one -> one.getValue().refreshed() == 200)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String text(Cli.Ran ran) {
    return ran.out();
  }

  private static JsonNode json(Cli.Ran ran) {
    return new JsonMapper().readTree(text(ran));
  }

  @Test
  void whoeverLosesItIsLoggedOutAndNobodyElse() {
    try (var team = team()) {
      var tokens = signIn(team, users(0, 4));
      team.role("alpha", users(2, 4)).push();
      team.plan()
          .ended(ExitCode.CHANGES)
          .says(
              "Sessions: 1 person is logged out of every application",
              "for losing audit:read, by policy audit-ends-at-once: u0@example.com",
              "1 person is logged out.",
              "Whoever is logged out gets no new token");
      JsonNode planned = json(team.team().run("plan", "--format", "json"));
      assertEquals(1, planned.path("revocations").size(), planned::toString);
      assertEquals(
          List.of("u0@example.com"),
          planned.path("revocations").findValuesAsString("name"),
          planned::toString);
      team.writes();
      team.apply()
          .ended(ExitCode.DONE)
          .says(
              "Sessions: 1 person logged out of every application.",
              "logged out: u0@example.com",
              "Losses live on for up to 15 min in tokens already issued, until"
                  + " 2026-11-23T12:15:01Z at the latest.");
      assertEquals(List.of(1, 2, 3), loggedIn(tokens));
      assertEquals(1, team.outsider().audited("sessions.revoked").size());
      team.plan().ended(ExitCode.DONE).says("No changes.").saysNot("Sessions");
      team.team().run("drift", "--format", "text").ended(ExitCode.DONE);
      String told = "logged out 1 person of every application: u0@example.com (audit-ends-at-once)";
      team.team().run("history", "--color=never").says(told);
      team.team().job().cli().run("history", "u0@example.com").says(told);
      team.team().job().cli().run("history", "u2@example.com").saysNot("logged out");
      JsonNode history = json(team.team().run("history", "--format", "json"));
      assertEquals(
          List.of("u0@example.com"),
          history.path("runs").path(0).path("logged-out").findValuesAsString("name"),
          history::toString);
    }
  }

  @Test
  void anybodyWhoLosesAnythingWhereThatIsAskedFor() {
    try (var team = team()) {
      var tokens = signIn(team, users(0, 4));
      team.author().delete("policies/revoke.yaml");
      team.role("alpha", users(2, 4)).push();
      // The policy that was applied last judges once more; role alpha is all that 1 loses.
      team.plan().says("1 person is logged out").saysNot("u1@example.com: ");
      team.team()
          .run("plan", "--revoke-sessions")
          .ended(ExitCode.DONE)
          .says("2 people are logged out", "by --revoke-sessions: u1@example.com");
      team.team()
          .run("plan", "--revoke-sessions", "--out=" + folder.resolve("saved"))
          .ended(ExitCode.USAGE)
          .says("does not carry --revoke-sessions");
      team.team()
          .run("apply", "--approve", "--revoke-sessions")
          .ended(ExitCode.DONE)
          .says(
              "for losing role alpha, by --revoke-sessions: u1@example.com",
              "for losing role alpha, audit:read, by policy audit-ends-at-once: u0@example.com",
              "Sessions: 2 people logged out");
      assertEquals(List.of(2, 3), loggedIn(tokens));
    }
  }

  @Test
  void whatCannotBeEndedIsOwedUntilItIs() {
    try (var team = team()) {
      var tokens = signIn(team, users(0, 3));
      team.role("alpha", users(2, 3)).push();
      team.refuseWrites(number -> number == 2); // the first is the removal
      team.apply()
          .ended(ExitCode.PARTLY_DONE)
          .says(
              "Sessions: 0 people logged out of every application, 1 not and owed still.",
              "owed still: u0@example.com: could not end the sessions of user u0@example.com");
      team.refuseWrites(_ -> false);
      assertEquals(List.of(0, 1, 2), loggedIn(tokens));
      team.plan()
          .ended(ExitCode.CHANGES)
          .says("owed since run ", "No change to make; 1 person is logged out.")
          .saysNot("No changes.");
      team.team()
          .run("drift", "--format", "text")
          .ended(ExitCode.CHANGES)
          .says("Sessions owed: 1 person is to be logged out of every application still");
      JsonNode drift = json(team.team().run("drift", "--format", "json"));
      assertEquals("u0@example.com", drift.at("/revocations-owed/0/name").asString());
      // Another restriction of a run is none of it.
      team.team()
          .run("apply", "--approve", "--only", "drift")
          .ended(ExitCode.DONE)
          .says("owed since run ", "Sessions: 1 person logged out");
      assertEquals(List.of(1, 2), loggedIn(tokens));
      team.plan().ended(ExitCode.DONE).says("No changes.");
      assertEquals(1, team.outsider().audited("sessions.revoked").size());
    }
  }

  /** Of whom the loss fails, nothing was taken, and nothing is owed to them. */
  @Test
  void onlyWhoReallyLostSomething() {
    try (var team = team()) {
      var tokens = signIn(team, users(0, 3));
      team.role("alpha", users(2, 3)).push();
      team.refuseWrites(number -> number <= 3); // the removals together, and each alone
      team.apply().ended(ExitCode.REMOTE_FAILED).saysNot("logged out:");
      team.refuseWrites(_ -> false);
      assertEquals(List.of(0, 1, 2), loggedIn(tokens));
      team.team().run("drift", "--format", "text").saysNot("Sessions owed");
      team.apply().ended(ExitCode.DONE).says("Sessions: 1 person logged out");
      assertEquals(List.of(1, 2), loggedIn(tokens));
    }
  }

  /** Who has it again is owed nothing. */
  @Test
  void whoGetsItBackBeforeIsLeftAlone() {
    try (var team = team()) {
      var tokens = signIn(team, users(0, 3));
      team.role("alpha", users(2, 3)).push();
      team.refuseWrites(number -> number == 2);
      team.apply().ended(ExitCode.PARTLY_DONE);
      team.refuseWrites(_ -> false);
      team.role("alpha", users(0, 3)).push();
      team.plan().says("+ user  u0@example.com").saysNot("Sessions", "logged out");
      team.apply().ended(ExitCode.DONE).saysNot("logged out");
      assertEquals(List.of(0, 1, 2), loggedIn(tokens));
      team.plan().ended(ExitCode.DONE).says("No changes.");
      team.team().run("drift", "--format", "text").ended(ExitCode.DONE);
    }
  }

  @Test
  void aBudgetOfItsOwn() {
    try (var team = team()) {
      team.guards(guards("{ people: { floor: 1, share: 100, ceiling: 1 } }")).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(3, 4)).push();
      Cli.Ran refused =
          team.plan()
              .ended(ExitCode.BLOCKED)
              .says("revocation-budget", "2 people are logged out. The limit is 1.");
      team.apply().ended(ExitCode.BLOCKED);
      team.approve(refused);
      team.apply().ended(ExitCode.DONE).says("Sessions: 2 people logged out");
      // A day is counted together, and what was approved is not counted again.
      team.role("beta", users(4, 5)).push();
      team.apply().ended(ExitCode.DONE).says("Sessions: 1 person logged out");
      team.role("beta", users(5, 6)).push();
      team.apply()
          .ended(ExitCode.BLOCKED)
          .says("2 people are logged out, 1 of them within the last 24 hours.");
      team.applyAfter(Duration.ofHours(25)).ended(ExitCode.DONE).says("1 person logged out");
    }
  }

  @Test
  void aSavedPlanLogsOutNobodyElse() {
    try (var team = team()) {
      String file = folder.resolve("plan.json").toString();
      team.role("alpha", users(2, 3)).push();
      team.team().run("plan", "--out", file).ended(ExitCode.DONE);
      team.team()
          .job()
          .cli()
          .run("apply", "--plan", file)
          .ended(ExitCode.DONE)
          .says("Sessions: 1 person logged out");
    }
  }
}
