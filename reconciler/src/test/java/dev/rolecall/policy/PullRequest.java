package dev.rolecall.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.model.SubjectName;
import dev.rolecall.plan.Plan;
import dev.rolecall.problem.RuleId;
import dev.rolecall.tenant.TenantException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An edit of the files of a company, and what the default guards have to say to it.
 *
 * @param guard which stops it, perhaps beside others; null: none has anything against it
 * @param says how its message begins
 */
record PullRequest(
    String what, Company company, @Nullable RuleId guard, String says, Consumer<RoleFiles> edit) {

  /** Stopped by this guard with a message that begins so. */
  static PullRequest stopped(
      String what, Company company, RuleId guard, String says, Consumer<RoleFiles> edit) {
    return new PullRequest(what, company, guard, says, edit);
  }

  static PullRequest sensitive(
      String what, Company company, String says, Consumer<RoleFiles> edit) {
    return stopped(what, company, RuleId.SENSITIVE, says, edit);
  }

  static PullRequest removal(String what, Company company, String says, Consumer<RoleFiles> edit) {
    return stopped(what, company, RuleId.REMOVAL_BUDGET, says, edit);
  }

  static PullRequest grant(String what, Company company, String says, Consumer<RoleFiles> edit) {
    return stopped(what, company, RuleId.GRANT_BUDGET, says, edit);
  }

  /** No guard has anything against it. */
  static PullRequest passing(String what, Company company, Consumer<RoleFiles> edit) {
    return new PullRequest(what, company, null, "", edit);
  }

  /** Subjects for the methods that take any number. */
  static SubjectName[] array(List<SubjectName> names) {
    return names.toArray(SubjectName[]::new);
  }

  /** The roles of the first teams of a large company. */
  static void retireTeams(RoleFiles files, int count) {
    IntStream.rangeClosed(1, count).forEach(i -> files.retire("team-%03d-tools".formatted(i)));
  }

  /** Judges it, and fails unless the guards say what they have to. */
  Plan check() throws TenantException {
    Plan plan = company.judge(edit);
    if (guard == null) {
      assertEquals(List.of(), messages(plan));
      assertTrue(plan.verdict().isClear());
      return plan;
    }
    assertInstanceOf(Verdict.NeedsApproval.class, plan.verdict());
    List<String> found =
        plan.objections().stream()
            .filter(objection -> objection.rule() == guard)
            .map(Objection::message)
            .toList();
    assertTrue(
        found.stream().anyMatch(message -> message.startsWith(says)),
        () -> says + "\nis not among\n" + String.join("\n", found));
    return plan;
  }

  /** What all guards have against a plan. */
  static List<String> messages(Plan plan) {
    return plan.objections().stream().map(Objection::message).toList();
  }

  @Override
  public String toString() {
    return what + ", " + company;
  }
}
