package dev.rolecall.reconcile;

import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.desired.bind.PastTombstone;
import dev.rolecall.desired.bind.SettingsDiff;
import dev.rolecall.desired.bind.SettingsPlaces;
import dev.rolecall.git.Commit;
import dev.rolecall.model.Guards;
import dev.rolecall.model.Settings;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.Problem;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.RecordTip;
import dev.rolecall.record.TenantRecord;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The record of a tenant as it was fetched, before the files at hand are known.
 *
 * @param record null in a plain folder, which keeps none
 * @param applied the files of the last run that left nothing out; null: none, or those of HEAD
 * @param seed what an older rolecall applied; null: nothing
 * @param target the last target, where this clone can read it
 * @param earlier the roles that history speaks of, where nothing is recorded
 */
record FetchedRecord(
    @Nullable TenantRecord record,
    RecordTip tip,
    @Nullable RepositoryContent applied,
    @Nullable Seeding seed,
    @Nullable Commit target,
    SortedSet<Slug> earlier) {

  /** A commit that is known to be applied by a ref of an older rolecall. */
  record Seeding(Commit commit, RepositoryContent loaded) {}

  /** One that tells nothing of what was applied. */
  static FetchedRecord without(@Nullable TenantRecord record, RecordTip tip) {
    return new FetchedRecord(record, tip, null, null, null, Collections.emptySortedSet());
  }

  /** One with a last run. */
  static FetchedRecord known(
      TenantRecord record,
      RecordTip tip,
      @Nullable RepositoryContent applied,
      @Nullable Commit target) {
    return new FetchedRecord(record, tip, applied, null, target, Collections.emptySortedSet());
  }

  Optional<Commit> lastTarget() {
    return Optional.ofNullable(target).or(() -> Optional.ofNullable(seed).map(Seeding::commit));
  }

  /** Slugs that the last run had burnt, also where this clone lacks its history. */
  List<PastTombstone> tombstones(TenantSettings tenant) {
    if (applied == null) {
      return List.of();
    }
    String commit = tip instanceof RecordTip.Known(LastRun last) ? shortId(last) : "the record";
    return new PastTenant(tenant, applied)
        .state().retired().values().stream()
            .map(tombstone -> new PastTombstone(tenant.name(), tombstone, commit))
            .toList();
  }

  private static String shortId(LastRun last) {
    return last.run().target().commit().substring(0, 7);
  }

  /** What rolecall.yaml says otherwise, of guards and of this tenant, than when it was applied. */
  List<Problem> settingsChanged(Settings now, TenantSettings tenant) {
    @Nullable RepositoryContent before = seed == null ? applied : seed.loaded();
    return before == null
        ? List.of()
        : new PastTenant(tenant, before)
            .settings()
            .map(was -> settingsChanged(before, was, tenant, now))
            .orElse(List.of());
  }

  /** The guards of this tenant as they were applied last. */
  Optional<Guards> guards(TenantSettings tenant) {
    @Nullable RepositoryContent before = seed == null ? applied : seed.loaded();
    return before == null
        ? Optional.empty()
        : new PastTenant(tenant, before).settings().map(TenantSettings::guards);
  }

  private List<Problem> settingsChanged(
      RepositoryContent before, TenantSettings was, TenantSettings is, Settings now) {
    @Nullable Settings then = before.settings();
    String commit = lastTarget().map(Commit::shortId).orElse("the last run");
    return SettingsDiff.between(
        new RepositoryContent(
                new Settings(
                    new TreeMap<>(Map.of(was.name(), was)),
                    then == null ? new TreeMap<>() : then.guards()),
                before.own(),
                before.states(),
                before.catalogues(),
                List.of(),
                before.content())
            .asBase(commit),
        new Settings(new TreeMap<>(Map.of(was.name(), is)), now.guards()),
        new SettingsPlaces(null));
  }
}
