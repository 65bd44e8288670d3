package dev.rolecall.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is, and its times.
 *
 * @param begun the instant that it planned for: what had started or expired by then is granted or
 *     taken back
 * @param ended null while it is {@link RunState#STARTED}
 * @param lease until when it may write; null for a run that had nothing to write
 * @param grants how many grants the tree beside it holds, so that a lost file of them shows; null:
 *     an older rolecall did not count
 * @param names how many names whose account is known; null: an older rolecall did not count
 */
public record Progress(
    RunState state,
    Instant begun,
    @Nullable Instant ended,
    @Nullable Instant lease,
    @Nullable Integer grants,
    @Nullable Integer names) {

  static Progress started(Instant begun, @Nullable Instant lease, int grants, int names) {
    return new Progress(RunState.STARTED, begun, null, lease, grants, names);
  }

  Progress until(Instant later) {
    return new Progress(state, begun, ended, later, grants, names);
  }

  Progress ended(RunEnd end, Instant now) {
    return new Progress(end.state(), begun, now, lease, end.granted().size(), names);
  }
}
