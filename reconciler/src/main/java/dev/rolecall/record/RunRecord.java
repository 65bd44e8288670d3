package dev.rolecall.record;

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

  RunRecord with(Progress next) {
    return new RunRecord(run, target, tops, next, ties);
  }

  RunRecord with(Ties next) {
    return new RunRecord(run, target, tops, progress, next);
  }
}
