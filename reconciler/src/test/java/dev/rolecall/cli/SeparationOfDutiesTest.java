package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a policy keeps apart, through the command line: whoever moves across, and waivers. */
@Tag("e2e")
final class SeparationOfDutiesTest {
  @TempDir Path folder;

  /** u0 to u2 make, u3 to u5 check. */
  private GuardedTeam team(String waivers, String... guards) {
    var team = new GuardedTeam(folder, guards);
    team.fourEyes(waivers);
    team.role("maker", users(0, 3)).role("checker", users(3, 6)).push();
    team.apply().ended(ExitCode.DONE);
    team.writes();
    return team;
  }

  private static String waiver(String subjects, String expires) {
    return """
    waivers:
      - %s
        owner: cfo-office
        reason: The second clerk starts in February.
        expires: %s
    """
        .formatted(subjects, expires);
  }

  private static void checkers(GuardedTeam team, String group, IntStream users) {
    team.role("checker", users)
        .author()
        .edit("roles/checker.yaml", "assignments:\n", "assignments:\n  groups: [" + group + "]\n");
  }

  @Test
  void whereTheRemovalFailsTheGrantIsNotMade() {
    try (var team = team("")) {
      team.role("maker", users(1, 3)).role("checker", IntStream.of(0, 3, 4, 5)).push();
      team.refuseWrites(number -> number == 1);
      team.apply()
          .ended(ExitCode.REMOTE_FAILED)
          .says(
              "skipped  add user u0@example.com to role checker: needs remove user u0@example.com"
                  + " from role maker");
      assertEquals(3, team.holders("maker").size());
      assertEquals(3, team.holders("checker").size());
      team.refuseWrites(_ -> false);
      team.apply().ended(ExitCode.DONE);
      assertEquals(List.of(Tenant.email(1), Tenant.email(2)), team.holders("maker"));
      assertEquals(4, team.holders("checker").size());
    }
  }

  @Test
  void aGroupWaitsForItsMembers() {
    try (var team = team("")) {
      team.join("auditors", 0).role("maker", users(1, 3));
      checkers(team, "auditors", users(3, 6));
      team.push();
      team.refuseWrites(number -> number == 1);
      team.apply()
          .ended(ExitCode.REMOTE_FAILED)
          .says("skipped  add group auditors to role checker");
      assertEquals(3, team.holders("checker").size());
      team.refuseWrites(_ -> false);
      team.apply().ended(ExitCode.DONE);
      assertEquals(4, team.holders("checker").size());
    }
  }

  /** Three must read the audit log: u0 would go below that, or hold both, for a moment. */
  @Test
  void whatNoOrderDoesIsMadeInTwoRuns() {
    try (var team = team("", "minimum-holders: [ { capability: \"audit:read\", people: 6 } ]")) {
      team.role("maker", users(1, 3)).role("checker", IntStream.of(0, 3, 4, 5)).push();
      team.plan()
          .ended(ExitCode.BLOCKED)
          .says(
              "Make it in two runs. Policy four-eyes lets nobody hold both sides even in passing",
              "in between 5 people keep capability audit:read, where at least 6 must.",
              "first run: remove user u0@example.com from role maker",
              "second run: add user u0@example.com to role checker");
      team.apply().ended(ExitCode.BLOCKED);
      assertEquals(0, team.writes());

      team.role("maker", IntStream.of(1, 2, 6)).role("checker", users(3, 6)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("maker", users(1, 3)).role("checker", IntStream.of(0, 3, 4, 5)).push();
      team.apply().ended(ExitCode.DONE);
      assertEquals(
          List.of(Tenant.email(0), Tenant.email(3), Tenant.email(4), Tenant.email(5)),
          team.holders("checker"));
    }
  }

  @Test
  void aWaiverIsForTheMembersOfItsGroupUntilItEnds() {
    try (var team = team(waiver("groups: [office]", "2027-01-31"))) {
      team.join("office", 0).role("checker", IntStream.of(0, 3, 4, 5)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("checker", IntStream.of(0, 1, 3, 4, 5)).push();
      team.plan()
          .ended(ExitCode.BLOCKED)
          .says("1 person comes to hold role maker together with role checker", "u1@example.com");
      team.join("office", 1).plan().ended(ExitCode.CHANGES).saysNot("separation-of-duties");
      team.applyAfter(Duration.ofDays(70))
          .ended(ExitCode.BLOCKED)
          .says(
              "note  waiver-spent  This waiver of four-eyes expired on 2027-01-31.",
              "1 person comes to hold role maker together with role checker");
      assertEquals(4, team.holders("checker").size());
    }
  }

  @Test
  void aWaiverOfANameThatTwoBearIsForNobody() {
    try (var team = team(waiver("users: [u0@example.com]", "2027-01-31"))) {
      team.role("checker", IntStream.of(0, 3, 4, 5)).push();
      team.plan().ended(ExitCode.CHANGES).saysNot("separation-of-duties");
      String other = team.outsider().register("twin@example.com");
      team.outsider().change("add", "maker", "user", other);
      team.outsider().rename(other, Tenant.email(0));
      checkers(team, "auditors", users(3, 6));
      team.join("auditors", 0).push();
      team.plan().ended(ExitCode.BLOCKED).says("1 person comes to hold role maker together");
    }
  }
}
