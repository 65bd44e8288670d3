package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What begins or ends another day is judged when it is declared, however it is cut up. */
@Tag("e2e")
final class DeclaredForLaterTest {
  private static final String SOON = "2026-11-30";
  private static final String SENSITIVE =
      "sensitive: { capabilities: [\"audit:*\"], assignable: [] }";

  @TempDir Path folder;

  /** A role whose users have these keys beside their name. */
  private static void role(GuardedTeam team, String slug, IntStream users, String keys) {
    int[] all = users.toArray();
    team.role(slug, IntStream.of(all));
    for (int user : all) {
      String name = Tenant.email(user);
      team.author()
          .edit("roles/" + slug + ".yaml", "- " + name, "- { user: %s, %s }".formatted(name, keys));
    }
  }

  private static void applied(GuardedTeam team) {
    team.push();
    team.apply().ended(ExitCode.DONE);
  }

  private static Cli.Ran refused(GuardedTeam team) {
    team.push();
    team.plan().ended(ExitCode.BLOCKED);
    return team.apply().ended(ExitCode.BLOCKED);
  }

  private static void expiring(GuardedTeam team, String slug, IntStream users) {
    users
        .mapToObj(Tenant::email)
        .forEach(name ->
            team.author()
                .edit(
                    "roles/" + slug + ".yaml",
                    "- " + name,
                    "- { user: %s, expires: %s }".formatted(name, SOON)));
  }

  @Test
  void endsInSlicesCountTogether() {
    try (var team =
        new GuardedTeam(
            folder, "removal-budget: { people: { floor: 2, share: 100, ceiling: 6 } }")) {
      team.role("alpha", users(0, 20));
      applied(team);
      expiring(team, "alpha", users(0, 4));
      applied(team);
      expiring(team, "alpha", users(4, 8));
      refused(team).says("8 people lose access, 4 of them within the last 24 hours");
    }
  }

  @Test
  void startsInSlicesCountTogether() {
    try (var team =
        new GuardedTeam(folder, "grant-budget: { people: { floor: 2, share: 100, ceiling: 6 } }")) {
      team.role("alpha", users(20, 21));
      applied(team);
      role(team, "beta", users(0, 4), "from: " + SOON);
      applied(team);
      role(team, "gamma", users(4, 8), "from: " + SOON);
      refused(team).says("8 people gain access, 4 of them within the last 24 hours");
    }
  }

  /** Five in a day may be given what is assignable. */
  @Test
  void startsOfWhatIsSensitiveCountTogether() {
    try (var team = new GuardedTeam(folder)) {
      team.role("help", users(20, 21));
      team.author().edit("roles/help.yaml", "audit:read", "users:reset-password");
      applied(team);
      helping(team, 4);
      applied(team);
      helping(team, 8);
      refused(team).says("sensitive", "4 more have gained such within the last 24 hours");
    }
  }

  private static void helping(GuardedTeam team, int to) {
    role(team, "help", users(0, to), "from: " + SOON);
    team.author()
        .edit("roles/help.yaml", "audit:read", "users:reset-password")
        .edit("roles/help.yaml", "  users:\n", "  users:\n    - u20@example.com\n");
  }

  /** Nobody is told twice: what is declared stays so in the next run. */
  @Test
  void theSameCommitOnceMoreCountsNothing() {
    try (var team =
        new GuardedTeam(
            folder, "removal-budget: { people: { floor: 2, share: 100, ceiling: 6 } }")) {
      team.role("alpha", users(0, 20));
      applied(team);
      expiring(team, "alpha", users(0, 4));
      applied(team);
      team.apply().ended(ExitCode.DONE);
      expiring(team, "alpha", users(4, 6));
      applied(team);
    }
  }

  @Test
  void whoBeginsOnOneSideIsNotGivenTheOther() {
    try (var team = new GuardedTeam(folder)) {
      team.fourEyes("");
      role(team, "maker", users(1, 2), "from: " + SOON);
      team.role("checker", users(3, 4));
      applied(team);
      team.role("checker", IntStream.of(1, 3));
      refused(team).says("1 person comes to hold role maker together with role checker");
      role(team, "checker", IntStream.of(1, 3), "from: 2026-12-01");
      refused(team).says("separation-of-duties");
    }
  }

  /** The office holds alpha too, and twelve people are in it; until soon. */
  private static void office(GuardedTeam team) {
    team.author()
        .edit(
            "roles/alpha.yaml",
            "assignments:\n",
            "assignments:\n  groups: [ { group: office, expires: %s } ]\n".formatted(SOON));
  }

  /** Twelve hold it by name. */
  private GuardedTeam ofTwelve() {
    var team = new GuardedTeam(folder);
    users(0, 12).forEach(user -> team.join("office", user));
    team.role("alpha", users(0, 12));
    applied(team);
    return team;
  }

  /** Their lines give way to the office alone: soon nobody would hold it, and nobody be asked. */
  private static Cli.Ran replaced(GuardedTeam team) {
    team.role("alpha", users(0, 0))
        .author()
        .edit("roles/alpha.yaml", "manage: add\n", "manage: add\nassignments:\n");
    office(team);
    return refused(team).says("removal-budget", "12");
  }

  @Test
  void aGrantThatEndsMakesUpForNoLoss() {
    try (var team = ofTwelve()) {
      replaced(team);
    }
  }

  @Test
  void aGrantThatEndsMakesUpForNoLossOfAnotherDay() {
    try (var team = ofTwelve()) {
      office(team);
      applied(team);
      replaced(team);
    }
  }

  @Test
  void aSuccessorWhoseGrantsEndIsNone() {
    try (var team = new GuardedTeam(folder)) {
      team.role("alpha", users(0, 12));
      applied(team);
      team.rename("alpha", "omega", users(0, 12));
      expiring(team, "omega", users(0, 12));
      refused(team).says("removal-budget");
    }
  }

  /** Their end was declared before, and goes over with them. */
  @Test
  void aRenameWhereSomeEndAsTheyDidPasses() {
    try (var team =
        new GuardedTeam(
            folder, "removal-budget: { people: { floor: 2, share: 20, ceiling: 30 } }")) {
      team.role("alpha", users(0, 20));
      expiring(team, "alpha", users(0, 1));
      expiring(team, "alpha", users(14, 16));
      applied(team);
      team.rename("alpha", "omega", users(0, 20));
      expiring(team, "omega", users(0, 1));
      expiring(team, "omega", users(14, 16));
      applied(team);
    }
  }

  @Test
  void aStartThatIsPutOffGivesNothingMore() {
    try (var team = new GuardedTeam(folder, SENSITIVE)) {
      team.guards("sensitive: off");
      role(team, "alpha", users(0, 3), "from: " + SOON);
      applied(team);
      team.guards(SENSITIVE);
      applied(team);
      role(team, "alpha", users(0, 3), "from: 2026-12-05");
      applied(team);
      role(team, "alpha", users(0, 3), "from: 2026-12-04");
      refused(team).says("sensitive", "3 people gain");
    }
  }

  @Test
  void anUnknownNameThatBeginsLaterIsRefusedToo() {
    try (var team = new GuardedTeam(folder)) {
      team.role("alpha", users(0, 1));
      applied(team);
      for (String mode : List.of("error", "wait")) {
        team.guards("unknown-subject: " + mode).role("alpha", users(0, 1));
        team.author()
            .edit(
                "roles/alpha.yaml",
                "- u0@example.com",
                "- u0@example.com\n    - { user: u0@exmaple.com, from: %s }".formatted(SOON));
        refused(team).says("unknown-subject", "Did you mean u0@example.com?");
      }
    }
  }

  /** It waited, so nobody was asked; now it is somebody. */
  @Test
  void whoWasUnknownWhenTheLineCameIsJudgedWhenTheAccountIsThere() {
    try (var team = new GuardedTeam(folder, "unknown-subject: wait", SENSITIVE)) {
      team.guards("unknown-subject: wait", "sensitive: off").role("alpha", users(0, 1));
      applied(team);
      team.guards("unknown-subject: wait", SENSITIVE);
      applied(team);
      team.author()
          .edit(
              "roles/alpha.yaml",
              "- u0@example.com",
              "- u0@example.com\n    - { user: newcomer@example.com, from: %s }".formatted(SOON));
      applied(team);
      team.outsider().register("newcomer@example.com");
      team.plan().ended(ExitCode.BLOCKED).says("sensitive", "newcomer@example.com");
      team.apply().ended(ExitCode.BLOCKED);
    }
  }

  @Test
  void anEndThatIsMovedAwayIsAGrant() {
    try (var team = new GuardedTeam(folder, SENSITIVE)) {
      team.guards("sensitive: off");
      role(team, "alpha", users(0, 3), "expires: " + SOON);
      applied(team);
      team.guards(SENSITIVE);
      applied(team);
      role(team, "alpha", users(0, 3), "expires: 9999-12-31");
      refused(team).says("sensitive", "3 people gain what is sensitive with role alpha");
    }
  }

  @Test
  void whoIsPutOffIsGivenItAnew() {
    try (var team = new GuardedTeam(folder, SENSITIVE)) {
      team.guards("sensitive: off").role("alpha", users(5, 8));
      team.author()
          .edit(
              "roles/alpha.yaml",
              "- u5@example.com",
              "- { user: u5@example.com, expires: 2027-01-01, reason: PAY-1 }");
      applied(team);
      team.guards(SENSITIVE);
      applied(team);
      team.author().edit("roles/alpha.yaml", "expires: 2027-01-01, reason: PAY-1", "from: " + SOON);
      refused(team)
          .says(
              "- user  u5@example.com",
              "from now " + SOON,
              "expires no longer 2027-01-01",
              "1 person gains what is sensitive with role alpha");
    }
  }

  @Test
  void whoWasOnlyObservedIsJudgedWhenItCounts() {
    try (var team = new GuardedTeam(folder, SENSITIVE)) {
      team.guards("sensitive: off").role("alpha", users(5, 8));
      applied(team);
      team.guards(SENSITIVE);
      team.author().edit("roles/alpha.yaml", "manage: add", "manage: observe");
      applied(team);
      team.author()
          .edit(
              "roles/alpha.yaml",
              "- u5@example.com",
              "- u5@example.com\n    - { user: u9@example.com, from: %s }".formatted(SOON));
      applied(team);
      team.author().edit("roles/alpha.yaml", "manage: observe", "manage: exact");
      refused(team).says("sensitive", "u9@example.com");
    }
  }

  @Test
  void aProtectedRoleIsNotEmptiedByEndsOfTwoChanges() {
    try (var team = new GuardedTeam(folder, "protected: [{ role: alpha }]")) {
      team.role("alpha", users(0, 2));
      applied(team);
      expiring(team, "alpha", users(0, 1));
      applied(team);
      expiring(team, "alpha", users(1, 2));
      refused(team).says("The role alpha is protected, and is left without holders.");
      assertEquals(2, team.holders("alpha").size());
    }
  }
}
