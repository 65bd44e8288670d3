package dev.rolecall.policy;

import static dev.rolecall.policy.Company.AUDITOR;
import static dev.rolecall.policy.Company.LARGE;
import static dev.rolecall.policy.Company.NOW;
import static dev.rolecall.policy.Company.SMALL;
import static dev.rolecall.policy.PullRequest.array;
import static dev.rolecall.policy.PullRequest.grant;
import static dev.rolecall.policy.PullRequest.messages;
import static dev.rolecall.policy.PullRequest.passing;
import static dev.rolecall.policy.PullRequest.removal;
import static dev.rolecall.policy.PullRequest.retireTeams;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.model.Approval;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Retirement;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectName;
import dev.rolecall.model.Tally;
import dev.rolecall.plan.Plan;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.tenant.TenantException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where the default guards draw the line. Not what is right: another default moves it, and should
 * move it here on purpose.
 */
@Tag("policy")
class DefaultLimitsTest {
  private static final SubjectName CONTRACTORS = SubjectName.group("contractors");
  private static final SubjectName DAY = SubjectName.group("support-day");
  private static final SubjectName NIGHT = SubjectName.group("support-night");
  private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
  private static final Instant IN_15_DAYS = NOW.plus(Duration.ofDays(15));

  /** Meant well, or one more than a limit: asked about all the same. */
  static Stream<PullRequest> justTooMuch() {
    return Stream.of(
        removal(
            "a team of ten of eighteen moves",
            SMALL,
            "Role support-agent: 10 of 18 people lose it. The limit is 45 % of all 18"
                + " once there are more than 3; this is 56 %.",
            files -> files.take("support-agent", DAY).give("app-developer", DAY)),
        removal(
            "contractors make room for an auditor",
            SMALL,
            "Role external-auditor: 8 of 9 people lose it. The limit is 45 % of all 9"
                + " once there are more than 3; this is 89 %.",
            files -> files.take("external-auditor", CONTRACTORS).give("external-auditor", AUDITOR)),
        grant(
            "21 of a dump",
            SMALL,
            "21 people gain access. The limit is 20 % of all 60 once there are more than 20; this"
                + " is 35 %.",
            files -> files.give("reports-viewer", Company.customers().subList(0, 21))),
        grant(
            "one harmless capability for all",
            SMALL,
            "25 people gain access. The limit is 20 % of all 39 once there are more than 20; this"
                + " is 65 %.",
            files -> files.widen("staff", "reports:view")),
        grant(
            "one harmless capability for a department",
            LARGE,
            "76 people gain access. The limit is 50.",
            files -> files.widen("app-developer", "reports:view")),
        grant(
            "a new role with a group of 60",
            LARGE,
            "60 people gain access. The limit is 50.",
            files -> files.create("dash", "reports:view").give("dash", team(5))),
        removal(
            "one role of 35 is retired",
            LARGE,
            "35 people lose access. The limit is 30.",
            files -> files.retire("team-004-tools")),
        removal(
            "the 7 roles that were meant",
            LARGE,
            "7 roles that two or more people hold are retired. The limit is 5.",
            files -> retireTeams(files, 7)));
  }

  static Stream<PullRequest> justNotTooMuch() {
    return Stream.of(
        passing(
            "20 of a dump",
            SMALL,
            files -> files.give("reports-viewer", Company.customers().subList(0, 20))),
        passing("three of six go", SMALL, files -> files.take("branding-editor", array(three()))),
        passing(
            "two roles of eight are retired",
            SMALL,
            files -> files.retire("cs-lead").retire("branding-editor")),
        passing(
            "eight of eighteen expire tomorrow",
            SMALL,
            files -> files.giveUntil(TOMORROW, "support-agent", NIGHT)),
        passing(
            "a new role with a group of 35",
            LARGE,
            files -> files.create("dash", "reports:view").give("dash", team(4))),
        passing(
            "five roles of five are retired",
            LARGE,
            files ->
                Stream.of("010", "020", "040", "050", "070")
                    .forEach(team -> files.retire("team-" + team + "-tools"))));
  }

  /** What somebody may want to be asked about, and nobody is. */
  static Stream<PullRequest> unseen() {
    return Stream.of(SMALL, LARGE)
        .flatMap(company ->
            Stream.of(
                passing(
                    "nine outsiders may edit users",
                    company,
                    files -> files.widen("external-auditor", "users:edit")),
                passing(
                    "nine outsiders may invite members",
                    company,
                    files -> files.widen("external-auditor", "members:invite"))));
  }

  private static List<SubjectName> three() {
    return SMALL.members("engineering").subList(0, 3);
  }

  private static SubjectName team(int number) {
    return SubjectName.group("team-%03d".formatted(number));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"justTooMuch", "justNotTooMuch", "unseen"})
  void theLineIsHere(PullRequest request) throws TenantException {
    request.check();
  }

  @Test
  void anApprovalOfSevenDoesNotLetPassTwentyEight() throws TenantException {
    assertEquals(List.of(), retired(28, 7));
    assertEquals(
        List.of("28 roles that two or more people hold are retired. The limit is 5."),
        retired(28, 28));
    assertEquals(
        List.of("7 roles that two or more people hold are retired. The limit is 5."),
        retired(7, 7));
  }

  /** What an approval of so many lets pass. */
  private static List<String> retired(int count, int approved) throws TenantException {
    var approval =
        new Approval(
            RuleId.REMOVAL_BUDGET,
            null,
            null,
            new TreeSet<>(),
            new Approval.Amount(Approval.Measure.ROLES_RETIRED, approved),
            "olga@acme.example",
            "the old tools are gone",
            NOW.plus(Duration.ofDays(7)),
            SourceRef.wholeFile("approvals/old-tools.yaml"));
    Plan plan =
        LARGE.judge(
            files -> retireTeams(files, count),
            List.of(approval),
            Past.nothing(Past.Start.LATER_RUN));
    assertInstanceOf(Verdict.NeedsApproval.class, plan.verdict());
    return plan.objections().stream()
        .filter(objection -> !objection.stands())
        .map(Objection::message)
        .toList();
  }

  @Test
  void aRoleRetiredInSpringIsRememberedInAutumn() throws TenantException {
    var had = Stream.of("view", "edit", "reset-password").map(it -> new CapabilityId("users", it));
    var gone =
        new Retirement(
            new Slug("cs-admin"),
            new TreeSet<>(had.toList()),
            Instant.parse("2026-04-01T08:00:00Z"));
    var past = new Past(Past.Start.LATER_RUN, Tally.nothing(), List.of(gone));
    Consumer<RoleFiles> edit =
        files -> files.create("helpers", "users:view", "users:edit", "users:reset-password");
    for (Company company : List.of(SMALL, LARGE)) {
      assertEquals(
          List.of(
              "The new role helpers has all 3 capabilities of cs-admin, which was retired on"
                  + " 2026-04-01."),
          messages(company.judge(edit, List.of(), past)));
    }
  }

  /** An end is judged when it is set, however far ahead. */
  @Test
  void anEndFarAheadIsAskedAbout() throws TenantException {
    for (Company company : List.of(SMALL, LARGE)) {
      Plan department =
          company.judge(files -> files.giveUntil(IN_15_DAYS, "support-agent", DAY, NIGHT));
      assertTrue(
          messages(department).stream().anyMatch(text -> text.contains("lose access")),
          () -> messages(department).toString());
    }
  }

  /** Ordinary for two, and not for nine. */
  @Test
  void manyWhoMayResetPasswordsAreAskedAbout() throws TenantException {
    for (Company company : List.of(SMALL, LARGE)) {
      Plan plan = company.judge(files -> files.give("cs-lead", CONTRACTORS));
      assertEquals(
          List.of(
              "9 people gain what is sensitive with role cs-lead: users:force-mfa-reset,"
                  + " users:reset-password."),
          messages(plan));
    }
  }

  @Test
  void onTheDayMinimumHoldersKeepsTwo() throws TenantException {
    Instant day = IN_15_DAYS.plus(Duration.ofHours(1));
    for (Company company : List.of(SMALL, LARGE)) {
      SubjectName[] owners = array(company.members("owners"));
      Plan empty = company.judgeOn(day, files -> files.giveUntil(IN_15_DAYS, "owner", owners));
      assertEquals(
          List.of(
              "Role owner: nobody keeps it, out of %d. At least 2 must keep it; neither programs nor disabled accounts count. 2 expiries are withheld."
                  .formatted(owners.length)),
          messages(empty));
      assertEquals(2, empty.notices().withheld().size());
      assertEquals(owners.length - 2, empty.steps().size());
      assertTrue(empty.verdict().isClear());
    }
  }
}
