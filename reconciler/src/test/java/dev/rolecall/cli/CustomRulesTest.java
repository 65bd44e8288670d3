package dev.rolecall.cli;

import static dev.rolecall.cli.GuardedTeam.users;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.report.OutputSchemas;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of a team's own through the command line. */
@Tag("e2e")
final class CustomRulesTest {
  private static final String NO_BETA =
      """
      kind: Policy
      name: no-beta
      description: Beta is not given any more.
      for: change
      rule: change.kind == 'assignment-added' && change.role == 'beta'
      deny: Give gamma instead.
      """;
  private static final String FEW =
      """
      kind: Policy
      name: few
      description: Small changes are read.
      for: plan
      rule: plan.people_gaining > 2
      approval: More than two people gain something.
      """;

  @TempDir Path folder;

  private GuardedTeam team(String... policies) {
    var team = new GuardedTeam(folder, "removal-budget: off");
    for (int i = 0; i < policies.length; i++) {
      team.author().write("policies/p%d.yaml".formatted(i), policies[i]);
    }
    return team;
  }

  @Test
  void whatARuleDeniesIsNotDone() {
    try (var team = team(NO_BETA)) {
      team.role("alpha", users(0, 1)).role("beta", users(0, 0)).push();
      team.apply().ended(ExitCode.DONE);
      team.writes();
      team.role("beta", users(1, 2)).push();
      team.apply()
          .ended(ExitCode.BLOCKED)
          .says(
              "Policy no-beta, 1 change: Give gamma instead.",
              "assignment-added: user u1@example.com, role beta (roles/beta.yaml:",
              "limit: policies/p0.yaml:1:1",
              "no approval lifts it");
      assertEquals(0, team.writes());
      String json = team.team().run("plan", "--format", "json").ended(ExitCode.BLOCKED).out();
      assertEquals(List.of(), OutputSchemas.errors("plan-report", json), json);
    }
  }

  /** And with a change that has it judge itself no more, one last time. */
  @Test
  void aRuleThatWasAppliedCountsOnceMore() {
    try (var team = team(NO_BETA)) {
      team.role("beta", users(0, 0)).push();
      team.apply().ended(ExitCode.DONE);
      team.author().delete("policies/p0.yaml");
      team.role("beta", users(0, 1)).push();
      team.apply().ended(ExitCode.BLOCKED).says("Policy no-beta, 1 change");
      team.role("beta", users(0, 0)).push();
      team.apply().ended(ExitCode.DONE).says("= policy no-beta");
      team.role("beta", users(0, 1)).push();
      team.apply().ended(ExitCode.DONE);
      assertEquals(List.of("u0@example.com"), team.holders("beta"));
    }
  }

  /** As it was when the shorter one was declared; and again where nothing else is done. */
  @Test
  void aLongerGrantIsAskedAboutAnew() {
    String ends =
        NO_BETA.replaceFirst(
            "rule: .*",
            "rule: change.kind == 'assignment-added' && change.expires > now + duration('720h')");
    try (var team = team(ends)) {
      team.role("beta", users(0, 1));
      String line = "{ user: u0@example.com, expires: 2026-12-01 }";
      team.author().edit("roles/beta.yaml", "u0@example.com", line);
      String base = team.push();
      team.apply().ended(ExitCode.DONE);
      team.author().edit("roles/beta.yaml", "2026-12-01", "2026-12-20");
      team.push();
      team.apply().ended(ExitCode.DONE);
      team.author().edit("roles/beta.yaml", "2026-12-20", "2035-12-20");
      team.push();
      team.team().run("validate", "--base", base).ended(ExitCode.BLOCKED).says("Policy no-beta");
      team.team().run("plan", "--base", base).ended(ExitCode.BLOCKED).says("Policy no-beta");
      team.apply().ended(ExitCode.BLOCKED).says("Policy no-beta, 1 change");
    }
  }

  /** A rule that only moved in its file is not two rules. */
  @Test
  void aRuleThatMovedIsOne() {
    try (var team = team(FEW)) {
      team.role("alpha", users(0, 1)).push();
      team.apply().ended(ExitCode.DONE);
      team.author().write("policies/p0.yaml", "# Moved by a line.\n" + FEW);
      team.role("alpha", users(0, 5)).push();
      team.apply()
          .ended(ExitCode.BLOCKED)
          .says("Guards: 1 needs an approval", "limit: policies/p0.yaml:2:1");
    }
  }

  @Test
  void thePastedApprovalLiftsItForTheseStepsAlone() {
    try (var team = team(FEW)) {
      team.role("alpha", users(0, 1)).push();
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", users(0, 5)).push();
      team.approve(team.apply().ended(ExitCode.BLOCKED));
      team.apply().ended(ExitCode.DONE).says("approved at approvals/custom-rule-few.yaml:1:1");
      team.role("alpha", users(0, 9)).push();
      team.apply().ended(ExitCode.BLOCKED).says("used already");
      assertEquals(5, team.holders("alpha").size());
    }
  }

  @Test
  void validateJudgesChangesWithoutATenant() {
    try (var team = team(NO_BETA, FEW)) {
      String base = team.role("beta", users(0, 0)).push();
      team.author().delete("policies/p0.yaml");
      team.role("beta", users(0, 5)).push();
      int requests = team.requests();
      team.team()
          .run("validate", "--base", base)
          .ended(ExitCode.BLOCKED)
          .says("Policy no-beta, 5 changes: Give gamma instead.")
          .saysNot("More than two people");
      assertEquals(requests, team.requests());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rule: change.role == 'beta' && change.rloe.endsWith('')|5:32|change.rloe is not known. Did"
            + " you mean change.role?",
        "rule: \"change.role == 'beta' && chnage.role == ''\"|5:33|chnage.role is not known. Did"
            + " you mean change.role?",
        "rule: 'change.role + 1 > 2'|5:20|does not go with string and int",
        "rule: change.role|5:13|expected type 'bool'",
        "rule: person.program|5:7|person.program is not known in a rule for: change.",
      })
  void aBrokenRuleIsAnErrorAtItsPlace(String line, String place, String why) {
    try (var team = team()) {
      team.author().write("policies/p.yaml", NO_BETA.replaceFirst("rule: .*", ruleOf(line)));
      team.push();
      team.author()
          .cli()
          .run("validate")
          .ended(ExitCode.INVALID_INPUT)
          .says("error  broken-rule  policies/p.yaml:" + place, "The rule of policy no-beta", why);
      team.apply().ended(ExitCode.INVALID_INPUT).says("broken-rule");
      assertEquals(0, team.writes());
    }
  }

  private static String ruleOf(String line) {
    return line.replace("$", "\\$");
  }

  /** The schema has said it already. */
  @Test
  void anEmptyRuleIsOneError() {
    try (var team = team()) {
      team.author().write("policies/p.yaml", NO_BETA.replaceFirst("rule: .*", "rule: ''"));
      team.author()
          .cli()
          .run("validate")
          .ended(ExitCode.INVALID_INPUT)
          .says("bad-value  policies/p.yaml:5:7", "1 error");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rule: >-\n  change.role == 'beta'\n  && change.rloe == ''",
        "rule: change.role == 'beta'\n  && change.rloe == ''",
        "rule: change.role == 'beta'\n   && change.rloe == ''",
      })
  void overSeveralLinesWhatStandsThereIsQuoted(String block) {
    try (var team = team()) {
      team.author().write("policies/p.yaml", NO_BETA.replaceFirst("rule: .*", block));
      team.push();
      team.author()
          .cli()
          .run("validate")
          .ended(ExitCode.INVALID_INPUT)
          .says("broken-rule  policies/p.yaml:5:7", "(at \"change.rloe == ''\"): change.rloe is");
    }
  }

  @Test
  void whatCannotBeToldIsNotDone() {
    String costly =
        FEW.replaceFirst(
            "rule: .*",
            "rule: \"plan.roles.exists(a, plan.roles.exists(b, plan.roles.exists(c,"
                + " plan.roles.exists(d, a == '' && b == c && c == d)))) \"");
    try (var team = team(costly)) {
      for (int i = 0; i < 12; i++) {
        team.role("role-" + (char) ('a' + i), users(0, 0));
      }
      team.push();
      team.apply()
          .ended(ExitCode.BLOCKED)
          .says("The rule of policy few cannot be told: ", "budget", "limit: policies/p0.yaml:5:");
      assertEquals(0, team.writes());
    }
  }
}
