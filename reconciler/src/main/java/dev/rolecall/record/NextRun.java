package dev.rolecall.record;

import dev.rolecall.git.ChainCommit;
import dev.rolecall.model.DefinitionIds;
import dev.rolecall.model.TenantIdentity;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The run that follows what was fetched: where its commit comes to stand, and what ties it to the
 * runs before.
 *
 * @param tip as fetched before planning
 */
record NextRun(RecordTip tip, RunStart start) {

  /** Why no run may be written on it. */
  Optional<String> whyClosed() {
    return switch (tip) {
      case RecordTip.Unreadable(String reason) -> Optional.of(reason);
      case RecordTip.Renamed renamed ->
          Optional.of("the record goes on as that of " + renamed.name());
      case RecordTip.Known _, RecordTip.Foreign _, RecordTip.Missing _ -> Optional.empty();
    };
  }

  /** The run whose tree the next one changes; null where the record begins. */
  @Nullable LastRun last() {
    return switch (tip) {
      case RecordTip.Known(LastRun last) -> last;
      case RecordTip.Missing _, RecordTip.Foreign _, RecordTip.Renamed _, RecordTip.Unreadable _ ->
          null;
    };
  }

  /** How many people were to be logged out when it began. */
  int owed() {
    LastRun last = last();
    return last == null ? 0 : last.owed().size();
  }

  /** The tip that the branch must still have; null: it must not be there. */
  @Nullable ChainCommit expected() {
    return switch (tip) {
      case RecordTip.Missing _, RecordTip.Renamed _, RecordTip.Unreadable _ -> null;
      case RecordTip.Known(LastRun last) -> last.commit();
      case RecordTip.Foreign(LastRun last) -> last.commit();
    };
  }

  /**
   * The run as it is written ahead.
   *
   * @param lease its end; null where the run has nothing to write
   */
  RunRecord started(@Nullable Instant lease) {
    int grants = start.settled().granted().size();
    int names = start.pins().size();
    Aim aim = start.aim();
    return new RunRecord(
        start.run(),
        aim.target(),
        aim.tops(),
        Progress.started(start.begun(), lease, grants, names),
        ties().vanished(aim.vanished()));
  }

  private Ties ties() {
    LastRun last = last();
    if (last == null) {
      return Ties.NONE;
    }
    TenantIdentity before = last.run().run().tenant();
    boolean moved = !before.equals(start.run().tenant());
    return new Ties(
        last.run().ties().applied(),
        moved ? before : null,
        null,
        null,
        DefinitionIds.none(),
        last.made(),
        null);
  }
}
