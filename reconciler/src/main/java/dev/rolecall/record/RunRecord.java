package dev.rolecall.record;

import dev.rolecall.model.DefinitionIds;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One run as {@code run.json} tells it.
 *
 * @param tops targets of all runs so far that no other target contains
 */
public record RunRecord(
    RunInfo run, Target target, SortedSet<Top> tops, Progress progress, Ties ties) {
  public RunRecord {
    tops = Collections.unmodifiableSortedSet(new TreeSet<>(tops));
  }

  public RunState state() {
    return progress.state();
  }

  /** The same run at its end; one that left nothing out is what is applied from then on. */
  RunRecord ended(RunEnd end, Instant now) {
    return new RunRecord(run, target, tops, progress.ended(end, now), tiesAfter(end));
  }

  private Ties tiesAfter(RunEnd end) {
    return switch (end.state()) {
      case DONE ->
          ties.made(DefinitionIds.none())
              .applied(new AppliedRun(target.commit(), target.dirty(), progress.begun()));
      case STARTED, PARTIAL -> ties.made(ties.made().and(end.created()));
    };
  }

  RunRecord with(Progress next) {
    return new RunRecord(run, target, tops, next, ties);
  }

  RunRecord with(Ties next) {
    return new RunRecord(run, target, tops, progress, next);
  }
}
