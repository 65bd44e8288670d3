package dev.rolecall.reconcile;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.HolderIndex;
import dev.rolecall.diff.Seed;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.DefinitionIds;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Drains;
import dev.rolecall.model.Grant;
import dev.rolecall.model.GrantRecord;
import dev.rolecall.model.Granted;
import dev.rolecall.model.GuardMemory;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Pins;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.plan.Step;
import dev.rolecall.record.AppliedRun;
import dev.rolecall.record.Direction;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.RecordTip;
import dev.rolecall.record.Settled;
import dev.rolecall.record.Settlement;
import dev.rolecall.record.TenantRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the record says of the tenant and of the commit at hand, before the tenant is asked.
 *
 * @param record null in a plain folder, which keeps none
 * @param tip as it was fetched; a run is begun on exactly this
 * @param applied what the last run that left nothing out brought the tenant to
 * @param seed what an older rolecall applied, where there is no record yet; null: nothing
 * @param earlier the roles that history speaks of, where nothing is recorded
 * @param fork of a commit with changes of its own that goes back: what it and the last target have
 *     in common; null: it has none, or nobody can tell
 * @param direction where applying the commit leads
 */
public record RecordSide(
    @Nullable TenantRecord record,
    RecordTip tip,
    AppliedState applied,
    @Nullable DesiredState seed,
    SortedSet<Slug> earlier,
    @Nullable DesiredState fork,
    Direction direction) {

  /** The last run, where the record is of this tenant. */
  Optional<LastRun> last() {
    return tip instanceof RecordTip.Known(LastRun last) ? Optional.of(last) : Optional.empty();
  }

  /** Whether the last run was on this tenant, under this address and this name. */
  boolean isOf(TenantIdentity tenant) {
    return record != null
        && last()
            .filter(record::isOfThisBranch)
            .filter(last -> last.run().run().tenant().equals(tenant))
            .isPresent();
  }

  /** Whether the files of the last run that left nothing out differed from their commit. */
  boolean appliedWasDirty() {
    return last().map(last -> last.run().ties().applied()).filter(AppliedRun::dirty).isPresent();
  }

  /** As it is recorded, before it is settled: what a read of the tenant has to cover. */
  GrantRecord recorded() {
    return last()
        .map(last -> new GrantRecord(mentioned(last), last.pins(), vanished(), made(), drains()))
        .orElse(GrantRecord.nothing());
  }

  /** What runs made that came to no whole end. */
  DefinitionIds made() {
    return last().map(LastRun::made).orElse(DefinitionIds.none());
  }

  /** What had vanished from git by the last run. */
  DefinitionIds vanished() {
    return last().map(last -> last.run().ties().vanished()).orElse(DefinitionIds.none());
  }

  /** Whom tombstones took roles from, and the slugs that they have burnt. */
  Drains drains() {
    return last().map(LastRun::memory).map(GuardMemory::drains).orElse(Drains.nothing());
  }

  /** Everybody whom the record may turn out to have granted. */
  private static Granted mentioned(LastRun last) {
    var unsettled = last.unsettled();
    var more = new TreeSet<Grant>();
    for (Step step : unsettled.meant()) {
      if (step.change() instanceof Change.OfHolder change) {
        more.add(change.grant());
      }
    }
    unsettled.open().forEach(open -> more.add(open.grant()));
    return unsettled.granted().plus(more);
  }

  /** What git granted, by what the tenant holds now; where nothing is recorded, what must be so. */
  Settled settled(LiveState live, Instant now) {
    if (seed != null) {
      return new Settled(Seed.of(seed, live, now).granted(), new TreeSet<>());
    }
    return last()
        .map(last -> Settlement.settle(last.unsettled(), new HolderIndex(live)::has, now))
        .orElse(new Settled(Granted.nothing(), new TreeSet<>()));
  }

  Pins pins(LiveState live, Instant now) {
    return seed != null
        ? Seed.of(seed, live, now).pins()
        : last().map(LastRun::pins).orElse(Pins.none());
  }

  /** The last run as the remote has it now; for whoever waits. */
  Optional<LastRun> fetchAgain() throws IOException {
    return record != null && record.fetch() instanceof RecordTip.Known(LastRun last)
        ? Optional.of(last)
        : Optional.empty();
  }

  /** Whether no run has moved the record since it was fetched. */
  boolean isStillTheTip() throws IOException {
    return record == null || last().map(LastRun::commit).equals(fetchAgain().map(LastRun::commit));
  }
}
