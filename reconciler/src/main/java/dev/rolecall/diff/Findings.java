package dev.rolecall.diff;

import static java.util.stream.Collectors.toSet;

import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.DesiredState;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.Severity;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.problem.Telling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the files alone told and what the comparison with the tenant adds, said once. */
public final class Findings {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing((Problem p) -> !Telling.saysGoingBack(p.rule()))
          .thenComparing(p -> p.rule() != RuleId.RETIRED_SLUG)
          .thenComparing(p -> p.rule() != RuleId.SETTINGS_CHANGED)
          .thenComparing(Problem.BY_PLACE);

  private Findings() {}

  /**
   * The problems of the files as a plan sees them: what vanished, or was retired before, is only
   * said, because a plan does nothing there, and a missing copy of the catalogue leaves nothing
   * out, because the tenant's own is at hand.
   *
   * @param states what the files ask of each of their tenants
   */
  public static List<Problem> ofFiles(List<Problem> problems, Collection<DesiredState> states) {
    Set<SourceRef> before = new HashSet<>();
    states.forEach(state -> before.addAll(placesRetiredBefore(state)));
    return problems.stream()
        .filter(problem -> problem.rule() != RuleId.NO_CATALOGUE)
        .map(problem ->
            problem.rule() == RuleId.RETIRED_SLUG && before.contains(problem.at())
                ? leftAlone(problem)
                : softened(problem))
        .toList();
  }

  /** How many declared roles can never be made, because their slugs are retired for ever. */
  public static int leftAlone(Collection<Problem> findings) {
    return (int) findings.stream().filter(f -> f.rule() == RuleId.RETIRED_SLUG).count();
  }

  private static Set<SourceRef> placesRetiredBefore(DesiredState state) {
    return state.roles().values().stream()
        .filter(role -> state.retiredBefore().contains(role.slug()))
        .map(DesiredRole::at)
        .collect(toSet());
  }

  private static Problem leftAlone(Problem retired) {
    return new Problem(
        Severity.WARNING,
        retired.rule(),
        retired.message() + " This role is left alone.",
        retired.at(),
        retired.advice());
  }

  /**
   * Whether the finding is about something that another tenant of the files has lost or retired: of
   * two tenants, one may keep what the other does without.
   *
   * @param before what the base declares for this tenant; null without a base
   * @param now what the files declare for it
   */
  public static boolean isOfAnotherTenant(
      Problem finding, @Nullable DesiredState before, DesiredState now) {
    if (finding.rule() == RuleId.RETIRED_SLUG) {
      return !placesRetiredBefore(now).contains(finding.at());
    }
    if (before == null) {
      return false;
    }
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
