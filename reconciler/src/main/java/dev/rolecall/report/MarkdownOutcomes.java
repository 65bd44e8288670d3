package dev.rolecall.report;

import dev.rolecall.report.OutcomeLine.Ending;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Steps by how they ended: failed first, done behind a click. */
final class MarkdownOutcomes {
  private final MarkdownWriter out;

  MarkdownOutcomes(MarkdownWriter out) {
    this.out = out;
  }

  void write(List<OutcomeLine> outcomes) {
    out.list(open(outcomes, EnumSet.of(Ending.FAILED, Ending.UNKNOWN)));
    out.list(open(outcomes, EnumSet.of(Ending.SKIPPED, Ending.NOT_TRIED)));
    List<OutcomeLine> done = ended(outcomes, EnumSet.of(Ending.DONE));
    out.folded(
        Counted.of(done.size(), "step") + " done",
        new MappedList<>(done, outcome -> out.text(outcome.phrase())));
  }

  private List<String> open(List<OutcomeLine> outcomes, Set<Ending> endings) {
    return new MappedList<>(
        ended(outcomes, endings),
        outcome -> "**" + outcome.ending().word() + "** " + out.text(outcome.phrase()));
  }

  private static List<OutcomeLine> ended(List<OutcomeLine> outcomes, Set<Ending> endings) {
    return outcomes.stream().filter(outcome -> endings.contains(outcome.ending())).toList();
  }
}
