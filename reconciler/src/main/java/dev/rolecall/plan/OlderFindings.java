package dev.rolecall.plan;

import dev.rolecall.diff.Change;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.problem.Telling;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells findings that were there before from those that a change makes or touches. */
final class OlderFindings {
  private final Set<List<String>> before;
  private final Set<String> touched;

  /**
   * What to tell them by.
   *
   * @param before the findings of the base
   * @param steps of the plan
   * @param declared of the plan
   */
  OlderFindings(
      Collection<Problem> before, List<Step> steps, Collection<Notices.Declared> declared) {
    this.before = before.stream().map(OlderFindings::key).collect(Collectors.toSet());
    this.touched =
        Stream.concat(
                steps.stream()
                    .filter(step -> step.portion() != Portion.ALREADY_WAITING)
                    .map(Step::change)
                    .map(Change::at),
                declared.stream()
                    .filter(one -> one.portion() != Portion.ALREADY_WAITING)
                    .map(one -> one.change().at()))
            .filter(Objects::nonNull)
            .map(SourceRef::file)
            .collect(Collectors.toCollection(HashSet::new));
  }

  boolean isOlder(Problem finding) {
    return !finding.isError()
        && Telling.lasts(finding.rule())
        && before.contains(key(finding))
        && (finding.at() == null || !touched.contains(finding.at().file()));
  }

  /** Lines move when a file is edited elsewhere. */
  private static List<String> key(Problem finding) {
    return List.of(
        finding.rule().id(), finding.message(), finding.at() == null ? "" : finding.at().file());
  }
}
