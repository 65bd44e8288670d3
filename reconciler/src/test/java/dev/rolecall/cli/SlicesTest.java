package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One change made in several runs of a day is judged as one: what it gives, and what it renames.
 */
@Tag("e2e")
final class SlicesTest {
  private static final String MORE = "audit:read, audit:export";
  private static final String THREE = "users:view, users:edit, reports:view";

  @TempDir Path folder;
  private GuardedTeam team;

  @BeforeEach
  void start() {
    team =
        new GuardedTeam(
            folder, "net-widening: { stop: true }", "removal-budget: off", "sensitive: off");
  }

  @AfterEach
  void stop() {
    team.close();
  }

  /** With these capabilities instead of the one that every role has. */
  private void role(String slug, String capabilities, IntStream users) {
    team.role(slug, users);
    team.author()
        .edit("roles/" + slug + ".yaml", "audit:read", capabilities.replace(", ", "\n  - "));
  }

  private void applied() {
    team.push();
    team.apply().ended(ExitCode.DONE);
  }

  private void appliedLongAgo() {
    team.push();
    team.applyAfter(Duration.ofHours(-30)).ended(ExitCode.DONE);
  }

  private void heldLongAgo() {
    team.role("old", users(0, 3));
    appliedLongAgo();
  }

  private void richLongAgo() {
    role("old", THREE, users(0, 1));
    appliedLongAgo();
  }

  private Cli.Ran refused() {
    team.push();
    team.plan().ended(ExitCode.BLOCKED);
    return team.apply().ended(ExitCode.BLOCKED);
  }

  @Test
  void whoLosesARoleFirstAndGainsMoreByAnother() {
    heldLongAgo();
    team.retire("old");
    applied();
    role("new", MORE, users(1, 5));
    refused()
        .says(
            "net-widening",
            "Roles go and roles come, and 2 people have more than before.",
            "go: old",
            "come: new",
            "u1@example.com, u2@example.com");
    team.applyAfter(Duration.ofHours(25)).ended(ExitCode.DONE);
  }

  @Test
  void whoGainsMoreFirstAndLosesTheOldRoleThen() {
    heldLongAgo();
    role("new", MORE, users(1, 5));
    applied();
    team.retire("old");
    refused().says("net-widening", "2 people have more than before.", "go: old", "come: new");
    team.applyAfter(Duration.ofHours(25)).ended(ExitCode.DONE);
  }

  @Test
  void whoIsGivenANewRoleByAGroupAndThenLosesTheOldOne() {
    team.join("auditors", 1).role("old", users(0, 3));
    appliedLongAgo();
    role("new", MORE, users(9, 10));
    team.author().edit("roles/new.yaml", "assignments:\n", "assignments:\n  groups: [auditors]\n");
    applied();
    team.retire("old");
    refused().says("net-widening", "1 person has more than before.", "u1@example.com");
  }

  /** It begins after the old one has gone, and nobody would have been asked. */
  @Test
  void whoIsToBeginInANewRoleAndThenLosesTheOldOne() {
    heldLongAgo();
    role("new", MORE, users(1, 2));
    team.author()
        .edit("roles/new.yaml", "- u1@example.com", "- { user: u1@example.com, from: 2026-11-30 }");
    applied();
    team.retire("old");
    refused().says("net-widening", "1 person has more than before.", "u1@example.com");
  }

  @Test
  void inThreeSlices() {
    heldLongAgo();
    team.retire("old");
    applied();
    role("new", MORE, users(0, 0));
    applied();
    role("new", MORE, users(0, 1));
    refused().says("net-widening", "1 person has more than before.", "u0@example.com");
    team.approve(team.apply());
    applied();
  }

  /** Taken out of the old role first, which is not retired before the end. */
  @Test
  void whoIsMovedOneByOne() {
    heldLongAgo();
    team.role("old", users(1, 3));
    applied();
    role("new", MORE, users(0, 1));
    applied();
    team.retire("old");
    refused().says("net-widening", "1 person has more than before.", "u0@example.com");
  }

  @Test
  void whoIsTakenOutAndThenMoved() {
    heldLongAgo();
    team.role("old", users(1, 3));
    applied();
    team.retire("old");
    role("new", MORE, users(0, 1));
    refused().says("net-widening", "1 person has more than before.", "u0@example.com");
  }

  @Test
  void whoHasNoMoreThanBeforePasses() {
    role("old", MORE, users(0, 3));
    appliedLongAgo();
    team.retire("old");
    applied();
    role("new", MORE, users(0, 3));
    applied();
    role("other", THREE, users(5, 6));
    applied();
  }

  @Test
  void aRetiredRoleComesBackInSlices() {
    richLongAgo();
    team.retire("old");
    applied();
    role("new", "users:view", users(0, 0));
    applied();
    role("new", THREE, users(0, 0));
    refused()
        .says(
            "role-returns",
            "The new role new has all 3 capabilities of old, which was retired on 2026-11-23.");
    team.approve(team.apply());
    applied();
    team.author().edit("roles/new.yaml", "A role.", "Another text.");
    applied();
  }

  @Test
  void aRoleThatIsThereTwiceAndThenRetired() {
    richLongAgo();
    role("new", THREE, users(0, 0));
    applied();
    team.retire("old");
    refused().says("role-returns", "The new role new has all 3 capabilities of old, which this");
  }

  /** Of two that came today, one may go again. */
  @Test
  void aTwinOfTheSameDayMayGo() {
    role("one", THREE, users(0, 2));
    role("two", THREE + ", audit:export", users(0, 2));
    applied();
    team.retire("one");
    applied();
  }

  /** What stood for longer than a day is no slice. */
  @Test
  void anOldRoleIsNoReturn() {
    role("old", THREE, users(0, 1));
    role("other", "users:view", users(0, 1));
    appliedLongAgo();
    team.retire("old").push();
    team.applyAfter(Duration.ofHours(30)).ended(ExitCode.DONE);
    role("other", THREE, users(0, 1));
    team.push();
    team.applyAfter(Duration.ofHours(31)).ended(ExitCode.DONE);
  }
}
