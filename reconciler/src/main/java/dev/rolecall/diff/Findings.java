package dev.rolecall.diff;

import dev.rolecall.model.DesiredState;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/** What the files alone told and what the comparison with the tenant adds, said once. */
public final class Findings {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing((Problem p) -> !p.rule().saysGoingBack())
          .thenComparing(p -> p.rule() != RuleId.SETTINGS_CHANGED)
          .thenComparing(Problem.BY_PLACE);

  private Findings() {}

  /**
   * The problems of the files as a plan sees them: what vanished is only said, because a plan does
   * nothing there, and a missing copy of the catalogue leaves nothing out, because the tenant's own
   * is at hand.
   */
  public static List<Problem> ofFiles(List<Problem> problems) {
    return problems.stream()
        .filter(problem -> problem.rule() != RuleId.NO_CATALOGUE)
        .map(Findings::softened)
        .toList();
  }

  /**
   * Whether the finding is about something that another tenant of the files has lost: of two
   * tenants, one may keep what the other does without.
   *
   * @param before what the base declares for this tenant
   * @param now what the files declare for it
   */
  public static boolean isOfAnotherTenant(Problem finding, DesiredState before, DesiredState now) {
    if (finding.rule() == RuleId.ROLE_VANISHED) {
      return before.roles().values().stream()
          .filter(was -> was.at().equals(finding.at()))
          .allMatch(was -> now.roles().containsKey(was.slug()));
    }
    if (finding.rule() == RuleId.CAPABILITY_VANISHED) {
      return before.capabilities().entrySet().stream()
          .filter(was -> was.getValue().at().equals(finding.at()))
          .allMatch(was -> now.capabilities().containsKey(was.getKey()));
    }
    return false;
  }

  /**
   * Both: first that the commit goes back, then changed settings, then the rest by place; of the
   * same finding the compared one knows more.
   */
  public static List<Problem> joined(List<Problem> ofFiles, List<Problem> compared) {
    var said = new HashSet<List<Object>>();
    compared.stream().filter(p -> p.at() != null).forEach(p -> said.add(key(p)));
    var all = new ArrayList<>(compared);
    ofFiles.stream().filter(p -> !said.contains(key(p))).forEach(all::add);
    all.sort(ORDER);
    return List.copyOf(all);
  }

  private static List<Object> key(Problem problem) {
    return List.of(problem.rule(), String.valueOf(problem.at()));
  }

  private static Problem softened(Problem problem) {
    boolean vanished =
        problem.rule() == RuleId.ROLE_VANISHED || problem.rule() == RuleId.CAPABILITY_VANISHED;
    return vanished && problem.isError()
        ? new Problem(
            Severity.WARNING, problem.rule(), problem.message(), problem.at(), problem.advice())
        : problem;
  }
}
