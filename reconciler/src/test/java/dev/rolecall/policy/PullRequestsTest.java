package dev.rolecall.policy;

import static dev.rolecall.policy.Company.AUDITOR;
import static dev.rolecall.policy.Company.JOINER;
import static dev.rolecall.policy.Company.LARGE;
import static dev.rolecall.policy.Company.NOW;
import static dev.rolecall.policy.Company.PROGRAM;
import static dev.rolecall.policy.Company.SMALL;
import static dev.rolecall.policy.Company.SMALL_REALM;
import static dev.rolecall.policy.PullRequest.array;
import static dev.rolecall.policy.PullRequest.grant;
import static dev.rolecall.policy.PullRequest.passing;
import static dev.rolecall.policy.PullRequest.removal;
import static dev.rolecall.policy.PullRequest.retireTeams;
import static dev.rolecall.policy.PullRequest.sensitive;
import static dev.rolecall.policy.PullRequest.stopped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rolecall.model.SubjectName;
import dev.rolecall.problem.RuleId;
import dev.rolecall.tenant.TenantException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twelve pull requests that nobody should merge unseen, each stopped by the default guards, and
 * eight of an ordinary week against which these have nothing.
 */
@Tag("policy")
class PullRequestsTest {
  private static final SubjectName EVERYONE = SubjectName.group("everyone");
  private static final SubjectName DAY = SubjectName.group("support-day");
  private static final SubjectName NIGHT = SubjectName.group("support-night");
  private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

  /** Those that look alike in a company of any size. */
  static Stream<PullRequest> dangerous() {
    return Stream.of(SMALL, LARGE)
        .flatMap(company ->
            Stream.of(
                sensitive(
                    "1 a sensitive capability reaches nine outsiders",
                    company,
                    "9 people gain what is sensitive with role external-auditor:"
                        + " mfa:configure-enforcement.",
                    files -> files.widen("external-auditor", "mfa:configure-enforcement")),
                removal(
                    "3 the last two holders go",
                    company,
                    "Role reports-viewer: 2 of 2 people lose it. That nobody is left is always"
                        + " asked about.",
                    files ->
                        files.take(
                            "reports-viewer", array(company.members("finance").subList(0, 2)))),
                stopped(
                    "4 a slug that reads like another",
                    company,
                    RuleId.SLUG_LOOKALIKE,
                    "The new slug cs-1ead reads like cs-lead, which is a live role.",
                    files -> files.create("cs-1ead", "users:view")),
                stopped(
                    "5 a retired role comes back under another name",
                    company,
                    RuleId.ROLE_RETURNS,
                    "The new role helpdesk has all 5 capabilities of cs-lead, which this change"
                        + " retires.",
                    files -> files.rename("cs-lead", "helpdesk")),
                grant(
                    "8 a dump gives 69 people access",
                    company,
                    "69 people gain access. The limit is 50.",
                    files -> files.give("reports-viewer", Company.customers())),
                sensitive(
                    "10 a program gets a sensitive role",
                    company,
                    "1 person gains what is sensitive with role cs-lead: users:force-mfa-reset,"
                        + " users:reset-password.",
                    files -> files.give("cs-lead", PROGRAM))));
  }

  static Stream<PullRequest> dangerousInASmallCompany() {
    return Stream.of(
        sensitive(
            "2 everyone joins an admin role",
            SMALL,
            "27 people gain what is sensitive with role administrator: ",
            files -> files.give("administrator", EVERYONE)),
        grant(
            "2 everyone joins an admin role",
            SMALL,
            "29 people gain access. The limit is 20 % of all 39 once there are more than 20; this"
                + " is 75 %.",
            files -> files.give("administrator", EVERYONE)),
        removal(
            "6 a list is cut to its first line",
            SMALL,
            "Role branding-editor: 5 of 6 people lose it. The limit is 45 % of all 6"
                + " once there are more than 3; this is 84 %.",
            files -> files.cut("branding-editor")),
        removal(
            "7 three roles of eight are retired",
            SMALL,
            "3 roles that two or more people hold are retired. The limit is 20 % of all 8"
                + " once there are more than 2; this is 38 %.",
            files -> files.retire("cs-lead").retire("reports-viewer").retire("branding-editor")),
        stopped(
            "9 one of two owners leaves",
            SMALL,
            RuleId.MINIMUM_HOLDERS,
            "Role owner: 1 person keeps it of 2. At least 2 must keep it; neither programs nor"
                + " disabled accounts count.",
            files -> files.take("owner", SMALL.members("owners").getLast())),
        removal(
            "11 a department expires tomorrow",
            SMALL,
            "18 people lose access. The limit is 20 % of all 39 once there are more than 10; this"
                + " is 47 %.",
            files -> files.giveUntil(TOMORROW, "support-agent", DAY, NIGHT)),
        removal(
            "11 a department expires tomorrow",
            SMALL,
            "Role support-agent: 18 of 18 people lose it. The limit is 45 % of all 18"
                + " once there are more than 3; this is 100 %.",
            files -> files.giveUntil(TOMORROW, "support-agent", DAY, NIGHT)),
        sensitive(
            "12 a daily role is widened",
            SMALL,
            "24 people gain what is sensitive with role staff: users:reset-password.",
            files -> files.widen("staff", "users:reset-password")));
  }

  static Stream<PullRequest> dangerousInALargeCompany() {
    return Stream.of(
        sensitive(
            "2 everyone joins an admin role",
            LARGE,
            "19990 people gain what is sensitive with role administrator: ",
            files -> files.give("administrator", EVERYONE)),
        removal(
            "6 a list of 40 is cut to its first line",
            LARGE,
            "Role branding-editor: 39 of 40 people lose it. The limit is 30.",
            files -> files.cut("branding-editor")),
        removal(
            "7 28 roles are retired where 7 were meant",
            LARGE,
            "28 roles that two or more people hold are retired. The limit is 5.",
            files -> retireTeams(files, 28)),
        stopped(
            "9 three of four owners leave",
            LARGE,
            RuleId.MINIMUM_HOLDERS,
            "Role owner: 1 person keeps it of 4. At least 2 must keep it; neither programs nor"
                + " disabled accounts count.",
            files -> files.take("owner", array(LARGE.members("owners").subList(1, 4)))),
        removal(
            "11 a department expires tomorrow",
            LARGE,
            "3008 people lose access. The limit is 30.",
            files -> files.giveUntil(TOMORROW, "support-agent", DAY, NIGHT)),
        sensitive(
            "12 a daily role is widened",
            LARGE,
            "19978 people gain what is sensitive with role staff: users:reset-password.",
            files -> files.widen("staff", "users:reset-password")));
  }

  static Stream<PullRequest> dangerousOnKeycloak() {
    return Stream.of(
        sensitive(
            "2 everyone joins an admin role",
            SMALL_REALM,
            "29 people gain what is sensitive with role administrator:"
                + " realm-management:manage-users, realm-management:view-realm.",
            files -> files.give("administrator", EVERYONE)),
        stopped(
            "9 one of two owners leaves",
            SMALL_REALM,
            RuleId.MINIMUM_HOLDERS,
            "Capability realm-management:realm-admin: 1 person keeps it of 2. At least 2 must keep"
                + " it; neither programs nor disabled accounts count.",
            files -> files.take("owner", SMALL_REALM.members("owners").getLast())),
        sensitive(
            "12 a daily role contains the owner's",
            SMALL_REALM,
            "28 people gain what is sensitive with role staff: realm-management:realm-admin.",
            files -> files.widen("staff", "realm:owner")));
  }

  static Stream<PullRequest> good() {
    return Stream.of(SMALL, LARGE, SMALL_REALM)
        .flatMap(company -> {
          SubjectName leaver = company.members("finance").getFirst();
          return Stream.of(
              passing(
                  "a new joiner gets three roles",
                  company,
                  files ->
                      files
                          .give("support-agent", JOINER)
                          .give("reports-viewer", JOINER)
                          .give("branding-editor", JOINER)),
              passing(
                  "a leaver loses all of three roles",
                  company,
                  files -> {
                    assertEquals(3, files.roles(leaver));
                    files.forget(leaver);
                  }),
              passing(
                  "a new role with its group",
                  company,
                  files ->
                      files
                          .create("designer", "branding:edit", "branding:view")
                          .give("designer", SubjectName.group("designers"))),
              passing(
                  "a team of eight moves to another role",
                  company,
                  files -> files.take("support-agent", NIGHT).give("app-developer", NIGHT)),
              passing(
                  "a description and one harmless capability",
                  company,
                  files ->
                      files
                          .describe("branding-editor", "The look of the sign-in page")
                          .widen("branding-editor", "reports:view")),
              passing(
                  "an auditor until the end of next month",
                  company,
                  files ->
                      files.giveUntil(
                          Instant.parse("2027-01-01T00:00:00Z"), "external-auditor", AUDITOR)),
              passing(
                  "a role with one holder is retired",
                  company,
                  files -> files.retire("data-migration")),
              passing(
                  "two of support may reset passwords, one no longer",
                  company,
                  files ->
                      files
                          .give("cs-lead", company.members("support-night").subList(0, 2))
                          .take("cs-lead", company.members("support-day").getFirst())));
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({
    "dangerous",
    "dangerousInASmallCompany",
    "dangerousInALargeCompany",
    "dangerousOnKeycloak"
  })
  void isStopped(PullRequest request) throws TenantException {
    request.check();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  void passes(PullRequest request) throws TenantException {
    assertFalse(request.check().isEmpty());
  }
}
