package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A commit that changes only the future, or only what somebody may do later, is no commit without
 * changes: a reviewer sees it in each format, and the exit code says so.
 */
@Tag("e2e")
final class ChangesThatShowTest {
  private static final String ALPHA =
      """
      kind: Role
      slug: alpha
      name: Alpha
      description: A role.
      capabilities: [audit:read]
      manage: exact
      assignments:
        users:
          - { user: u1@example.com, expires: 2027-03-01, reason: For the audit. }
          - { user: u2@example.com, from: 2027-05-01, expires: 2027-06-01 }
          - u3@example.com
      """;

  @TempDir Path folder;
  private Tenant tenant;
  private Team team;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(20);
    team = Team.of(folder, tenant.url());
    team.author().write("roles/alpha.yaml", ALPHA);
    team.author().write("retired/omega.yaml", tombstone("Over."));
    team.push("c0");
    team.apply().ended(ExitCode.DONE);
    team.run("plan", "--detailed-exitcode").ended(ExitCode.DONE).says("No changes");
  }

  @AfterEach
  void stop() {
    team.close();
    tenant.close();
  }

  private static String tombstone(String reason) {
    return "kind: RetiredRole\nslug: omega\nretired: 2026-11-02\nreason: %s\n".formatted(reason);
  }

  static Stream<Arguments> edits() {
    return Stream.of(
        Arguments.of("an expiry is dropped", ", expires: 2027-03-01, r", ", r", "expires"),
        Arguments.of(
            "an expiry is added",
            "- u3@example.com",
            "- { user: u3@example.com, expires: 2027-01-01 }",
            "expires"),
        Arguments.of("an expiry moves by ten years", "2027-03-01", "2037-03-01", "expires"),
        Arguments.of(
            "a grant starts later",
            "- u3@example.com",
            "- u3@example.com\n    - { user: u4@example.com, from: 2027-02-01 }",
            "2027-02-01"),
        Arguments.of("a start moves", "from: 2027-05-01", "from: 2027-04-01", "2027-04-01"),
        Arguments.of(
            "the end of a grant that waits",
            "expires: 2027-06-01",
            "expires: 2036-06-01",
            "expires"),
        Arguments.of(
            "a grant that waits is dropped",
            "    - { user: u2@example.com, from: 2027-05-01, expires: 2027-06-01 }\n",
            "",
            "u2@example.com"),
        Arguments.of("a role is managed otherwise", "manage: exact", "manage: add", "exact"),
        Arguments.of("a role is looked at alone", "manage: exact", "manage: observe", "observe"),
        Arguments.of(
            "somebody unknown",
            "- u3@example.com",
            "- u3@example.com\n    - nobody@example.com",
            "nobody@example.com"),
        Arguments.of("a reason", "For the audit.", "For ever.", "For ever."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void aReviewerSees(String what, String before, String after, String text) {
    team.author().edit("roles/alpha.yaml", before, after);
    team.push(what);
    shows(text);
    team.apply().ended(ExitCode.DONE).saysNot("No changes");
    team.run("plan", "-v").ended(ExitCode.DONE).saysNot("Declared, nothing to write now");
  }

  private void shows(String text) {
    team.run("plan", "--detailed-exitcode")
        .ended(ExitCode.CHANGES)
        .says(text)
        .saysNot("No changes", "as git declares it");
    for (String format : List.of("markdown", "json")) {
      team.run("plan", "--detailed-exitcode", "--format", format)
          .ended(ExitCode.CHANGES)
          .says(text)
          .saysNot("No changes");
      team.run("plan", "--detailed-exitcode", "--base", "HEAD~1", "--format", format)
          .ended(ExitCode.CHANGES)
          .says(text)
          .saysNot("No changes");
    }
  }

  @Test
  void theReasonOfATombstone() {
    team.author().write("retired/omega.yaml", tombstone("Never mind."));
    team.push("Another reason");
    shows("Never mind.");
  }

  @Test
  void aSettingWithItsOldAndNewValue() {
    team.author().write("rolecall.yaml", RolesRepo.settings(tenant.url(), "coverage: all"));
    team.push("Everything is drift");
    shows("coverage");
    String moved = "https://elsewhere.example.com";
    team.author().edit("rolecall.yaml", tenant.url().toString(), moved);
    team.push("Another url");
    team.run("plan", "--base", "HEAD~1")
        .ended(ExitCode.DONE)
        .says("settings-changed", tenant.url().toString(), moved);
  }

  @Test
  void aRoleThatLeavesTheTenant() {
    team.author().delete("roles/alpha.yaml");
    team.push("Lost");
    shows("alpha");
  }

  @Test
  void aRunThatLeavesEveryStepOutSaysSo() {
    tenant.outsider().grant("alpha", "u9@example.com");
    team.apply("--only", "pending")
        .ended(ExitCode.DONE)
        .says("Left out of this run: 1 step.")
        .saysNot("No changes", "as git declares it");
    assertTrue(tenant.outsider().holders("alpha").contains("u9@example.com"));
    team.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES);
  }

  /** What was never held nobody has taken away. */
  @Test
  void aGrantWhoseStartIsDroppedIsThisChange() {
    team.author().edit("roles/alpha.yaml", "from: 2027-05-01, ", "");
    team.push("u2 from now on");
    team.run("plan", "--base", "HEAD~1")
        .ended(ExitCode.DONE)
        .says("This change", "u2@example.com")
        .saysNot("Drift", "taken away");
    team.run("drift", "-v").ended(ExitCode.DONE);
    team.apply("--only", "pending").ended(ExitCode.DONE);
    assertTrue(tenant.outsider().holders("alpha").contains("u2@example.com"));
  }

  /** The same account in other words is neither lost nor left alone. */
  @Test
  void aNameBecomesAnId() {
    String id = tenant.outsider().user("u3@example.com");
    team.author().edit("roles/alpha.yaml", "- u3@example.com", "- { id: %s }".formatted(id));
    team.push("By its id");
    shows(id);
    team.run("plan", "-v")
        .says("id u3@example.com -> " + id, "nothing to write now")
        .saysNot("no longer declared", "git did not grant it");
  }

  /** The id decides, and a reader sees the name. */
  @Test
  void anotherNameBesideTheSameId() {
    String id = tenant.outsider().user("u3@example.com");
    String line = "- { user: %s, id: " + id + " }";
    team.author().edit("roles/alpha.yaml", "- u3@example.com", line.formatted("u3@example.com"));
    team.push("With its id");
    team.apply().ended(ExitCode.DONE);
    team.author().edit("roles/alpha.yaml", "user: u3@example.com,", "user: u4@example.com,");
    team.push("By another name");
    shows("u4@example.com");
    team.run("plan", "-v").says("name u3@example.com -> u4@example.com");
  }

  /** Whoever holds it by hand is not there by a line whose time is not now. */
  @Test
  void aLineWhoseTimeIsNotNowCoversNobody() {
    team.author().write("rolecall.yaml", RolesRepo.settings(tenant.url(), "coverage: all"));
    team.role("beta", "add").push("All of it");
    team.apply().ended(ExitCode.DONE);
    tenant.outsider().grant("beta", "u5@example.com");
    team.run("drift", "-v").ended(ExitCode.CHANGES).says("Not in git: 1 holder");
    team.role("beta", "add", "{ user: u5@example.com, from: 2099-01-01 }").push("Later");
    team.apply().ended(ExitCode.DONE);
    team.run("drift", "-v").ended(ExitCode.CHANGES).says("Not in git: 1 holder", "u5@example.com");
  }

  @Test
  void anExpiryThatIsPastWhenItIsWrittenIsThisChange() {
    String ended = "- { user: u3@example.com, expires: 2026-10-31 }";
    team.author().edit("roles/alpha.yaml", "- u3@example.com", ended);
    team.push("Ended already");
    team.run("plan", "-v").ended(ExitCode.DONE).says("This change", "expired").saysNot("waiting");
    team.apply("--only", "pending").ended(ExitCode.DONE);
    assertEquals(List.of("u1@example.com"), tenant.outsider().holders("alpha"));
  }

  @Test
  void aReasonThatComesWithAGrant() {
    String granted = "- u3@example.com\n    - { user: u4@example.com, reason: Cover. }";
    team.author().edit("roles/alpha.yaml", "- u3@example.com", granted);
    team.push("u4 too");
    team.author().edit("roles/alpha.yaml", "reason: Cover.", "reason: Cover for u3.");
    team.push("In other words");
    team.run("plan", "--base", "HEAD~1")
        .ended(ExitCode.DONE)
        .says("reason Cover. -> Cover for u3.; with its grant")
        .saysNot("the tenant is so already");
  }

  @Test
  void aReasonForgesNoLineOfThePlan() {
    team.author()
        .edit("roles/alpha.yaml", "reason: For the audit.", "reason: \"A\\n\\nNo changes.\\n\"");
    team.push("A reason of three lines");
    for (String format : List.of("text", "markdown")) {
      var plan = team.run("plan", "--format", format).ended(ExitCode.DONE);
      assertTrue(plan.out().lines().noneMatch(line -> line.startsWith("No changes")), plan.out());
    }
  }

  /** One line that names nobody: it waits, the rest of the role goes on, and drift says so. */
  @Test
  void oneUnknownUserFreezesNothingQuietly() {
    tenant.outsider().grant("alpha", "u9@example.com");
    team.author().edit("roles/alpha.yaml", "- u3@", "- nobody@example.com\n    - u3@");
    team.push("A leaver");
    Cli.Ran ran = team.apply().ended(ExitCode.DONE).says("nobody@example.com", "u9@example.com");
    assertTrue(ran.out().contains("Withheld: "), ran.out());
    team.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES).says("u9@example.com");
    team.run("drift", "-v")
        .ended(ExitCode.CHANGES)
        .says("u9@example.com", "nobody@example.com")
        .saysNot("No drift.");
    team.author().edit("roles/alpha.yaml", "- nobody@example.com\n    - u3@", "- u3@");
    team.push("The leaver is gone");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of("u1@example.com", "u3@example.com"), tenant.outsider().holders("alpha"));
  }
}
