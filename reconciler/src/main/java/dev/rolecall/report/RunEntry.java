package dev.rolecall.report;

import dev.rolecall.report.Span.Code;
import java.util.List;

/** An entry of the record as it is told. */
sealed interface RunEntry {
  /** A commit that cannot be read as a run. */
  record Unreadable(Code commitAndReason) implements RunEntry {}

  /**
   * A run.
   *
   * @param who from which commit, and by whom
   * @param counts what it did in numbers, words of ours; empty where nothing is known of it
   */
  record Run(HistoryRun.When when, Code who, Code id, String counts, Details details)
      implements RunEntry {}

  /**
   * What a run did, one by one.
   *
   * @param remarks what is out of the ordinary about it
   */
  record Details(List<Phrase> remarks, List<StepLine> steps, List<Phrase> events) {}

  /**
   * A step as it is told.
   *
   * @param outcome {@code done}, {@code not tried}
   * @param phrase what it was to do, or what became of it
   */
  record StepLine(String outcome, Phrase phrase) {}
}
