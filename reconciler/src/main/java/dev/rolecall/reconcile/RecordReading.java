package dev.rolecall.reconcile;

import dev.rolecall.desired.Loaded;
import dev.rolecall.desired.PastRoles;
import dev.rolecall.desired.bind.PastTombstone;
import dev.rolecall.desired.bind.SettingsDiff;
import dev.rolecall.desired.bind.SettingsPlaces;
import dev.rolecall.git.Applied;
import dev.rolecall.git.Commit;
import dev.rolecall.git.FileSet;
import dev.rolecall.git.GitRepository;
import dev.rolecall.git.Lineage;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Settings;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.AppliedRun;
import dev.rolecall.record.Direction;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.RecordTip;
import dev.rolecall.record.TenantRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the record of a tenant while the files are read, and then judges the commit at hand by it.
 */
final class RecordReading {
  private final RolesRepository repository;
  private final TenantSettings tenant;
  private final Instant now;

  RecordReading(RolesRepository repository, TenantSettings tenant, Instant now) {
    this.repository = repository;
    this.tenant = tenant;
    this.now = now;
  }

  /**
   * What was fetched, before the files at hand are known.
   *
   * @param applied the files of the last run that left nothing out; null: none, or those of HEAD
   * @param sameAsHead whether those are the files of the commit that is checked out
   * @param seed what an older rolecall applied; null: nothing
   * @param target the last target, where this clone can read it
   * @param earlier the roles that history speaks of, where nothing is recorded
   */
  record Found(
      @Nullable TenantRecord record,
      RecordTip tip,
      @Nullable Loaded applied,
      boolean sameAsHead,
      @Nullable Seeding seed,
      @Nullable Commit target,
      SortedSet<Slug> earlier) {

    private static Found without(@Nullable TenantRecord record, RecordTip tip) {
      return new Found(record, tip, null, false, null, null, Collections.emptySortedSet());
    }

    private static Found known(
        TenantRecord record,
        RecordTip tip,
        @Nullable Loaded applied,
        boolean sameAsHead,
        @Nullable Commit target) {
      return new Found(
          record, tip, applied, sameAsHead, null, target, Collections.emptySortedSet());
    }

    /** A commit that is known to be applied by a ref of an older rolecall. */
    record Seeding(Commit commit, Loaded loaded) {}

    Optional<Commit> lastTarget() {
      return Optional.ofNullable(target).or(() -> Optional.ofNullable(seed).map(Seeding::commit));
    }

    /** Slugs that the last run had burnt, also where this clone lacks its history. */
    List<PastTombstone> tombstones(TenantSettings tenant) {
      if (applied == null) {
        return List.of();
      }
      String commit = tip instanceof RecordTip.Known(LastRun last) ? shortId(last) : "the record";
      String name = tenant.name();
      String then = nameIn(applied.settings(), tenant);
      DesiredState state = applied.states().getOrDefault(then, DesiredState.empty(name));
      return state.retired().values().stream()
          .map(tombstone -> new PastTombstone(name, tombstone, commit))
          .toList();
    }

    private static String shortId(LastRun last) {
      return last.run().target().commit().substring(0, 7);
    }
  }

  /**
   * Fetches and reads.
   *
   * @param rebind the name of this tenant: a record of another one is taken for its own; or the
   *     name that it had before: its record goes on under the new one; null: neither
   * @throws RefusedException when there is no record under the name that it had before
   */
  Found read(@Nullable String rebind) throws IOException {
    Optional<GitRepository> git = repository.git();
    Optional<Commit> head = git.isEmpty() ? Optional.empty() : repository.commit();
    if (git.isEmpty() || head.isEmpty()) {
      return Found.without(null, new RecordTip.Missing());
    }
    @Nullable String former = tenant.name().equals(rebind) ? null : rebind;
    TenantRecord record =
        former == null ? repository.record(tenant) : repository.record(tenant, former);
    RecordTip tip = record.fetch();
    if (former != null && !(tip instanceof RecordTip.Known)) {
      throw RefusedException.remote(
          RuleId.NO_RECORD,
          "There is no record of %s to go on from, as %s.".formatted(former, tenant.identity()));
    }
    if (tip instanceof RecordTip.Foreign foreign && rebind != null) {
      tip = foreign.rebound();
    }
    return switch (tip) {
      case RecordTip.Known(LastRun last) -> known(record, tip, last, head.get());
      case RecordTip.Missing _ -> missing(record, tip, git.get(), head.get());
      case RecordTip.Foreign _, RecordTip.Renamed _, RecordTip.Unreadable _ ->
          Found.without(record, tip);
    };
  }

  private Found missing(TenantRecord record, RecordTip tip, GitRepository git, Commit head)
      throws IOException {
    Found.@Nullable Seeding seed = seed(git).orElse(null);
    SortedSet<Slug> earlier =
        seed == null ? PastRoles.of(tenant, git.history(), head) : Collections.emptySortedSet();
    return new Found(record, tip, null, false, seed, null, earlier);
  }

  private Found known(TenantRecord record, RecordTip tip, LastRun last, Commit head)
      throws IOException {
    try (Lineage lineage = repository.lineage(tenant)) {
      String id = last.run().target().commit();
      @Nullable Commit target =
          lineage.readable(id) ? repository.needGit("the record").resolve(id) : null;
      if (last.applied().isEmpty()) {
        return Found.known(record, tip, null, false, target);
      }
      boolean sameAsHead = FileSet.of(last.appliedBlobs()).equals(lineage.files(head.id()));
      @Nullable Loaded applied =
          sameAsHead ? null : repository.load(last.applied().orElseThrow(), now);
      return Found.known(record, tip, applied, sameAsHead, target);
    }
  }

  /** What {@code refs/rolecall/applied/TENANT} of an older rolecall names, if it can be read. */
  private Optional<Found.Seeding> seed(GitRepository git) throws IOException {
    return git.applied(tenant.name()).refresh().applied() instanceof Applied.Known(Commit commit)
        ? Optional.of(new Found.Seeding(commit, repository.at(commit, now)))
        : Optional.empty();
  }

  /**
   * What the record says of the files at hand.
   *
   * @throws RefusedException when there is a record and it cannot be read
   */
  RecordSide judge(Found found, DesiredSide.Source source) throws IOException {
    if (found.tip() instanceof RecordTip.Unreadable unreadable) {
      throw RefusedException.remote(RuleId.RECORD_UNREADABLE, unreadable.reason());
    }
    if (found.tip() instanceof RecordTip.Renamed renamed) {
      throw RefusedException.remote(
          RuleId.RECORD_RENAMED,
          "The record of %s goes on as that of %s.".formatted(tenant.name(), renamed.name()));
    }
    Found.@Nullable Seeding seed = found.seed();
    AppliedState applied =
        seed == null
            ? applied(found, source)
            : new AppliedState.Known(seed.commit().id(), Instant.EPOCH, state(seed.loaded()));
    Direction direction = direction(found, source);
    return new RecordSide(
        found.record(),
        found.tip(),
        applied,
        seed == null ? null : state(seed.loaded()),
        found.earlier(),
        fork(direction, source),
        direction);
  }

  /** What the commit and the last target have in common; null where all of it goes back. */
  private @Nullable DesiredState fork(Direction direction, DesiredSide.Source source)
      throws IOException {
    @Nullable Commit commit = source.commit();
    if (commit == null || !(direction instanceof Direction.GoesBack back)) {
      return null;
    }
    try (Lineage lineage = repository.lineage(tenant)) {
      String target = back.last().commit();
      List<String> bases =
          lineage.readable(target) ? lineage.mergeBases(commit.id(), target) : List.of();
      return bases.size() == 1
          ? state(repository.at(repository.needGit("the record").resolve(bases.getFirst()), now))
          : null;
    }
  }

  private AppliedState applied(Found found, DesiredSide.Source source) throws IOException {
    if (found.record() == null) {
      return new AppliedState.Unknown("a plain folder keeps no record");
    }
    if (!(found.tip() instanceof RecordTip.Known(LastRun last))) {
      return new AppliedState.Unknown(
          found.tip() instanceof RecordTip.Foreign
              ? "the record is of another tenant"
              : "nothing recorded yet");
    }
    @Nullable AppliedRun run = last.run().ties().applied();
    if (run == null) {
      return new AppliedState.Unknown("no run has left nothing out yet");
    }
    @Nullable Loaded loaded = found.applied();
    if (loaded == null) {
      @Nullable Commit commit = source.commit();
      loaded = source.dirty() && commit != null ? repository.at(commit, now) : source.loaded();
    }
    return new AppliedState.Known(run.commit(), run.at(), state(loaded));
  }

  private DesiredState state(Loaded loaded) {
    return loaded
        .states()
        .getOrDefault(nameIn(loaded.settings(), tenant), DesiredState.empty(tenant.name()));
  }

  /** What the tenant was called then. */
  private static String nameIn(@Nullable Settings then, TenantSettings tenant) {
    if (then == null || then.tenants().containsKey(tenant.name())) {
      return tenant.name();
    }
    List<String> same =
        then.tenants().values().stream()
            .filter(other -> other.identity().equals(tenant.identity()))
            .map(TenantSettings::name)
            .toList();
    return same.size() == 1 ? same.getFirst() : tenant.name();
  }

  private Direction direction(Found found, DesiredSide.Source source) throws IOException {
    @Nullable Commit commit = source.commit();
    @Nullable TenantRecord record = found.record();
    Found.@Nullable Seeding seed = found.seed();
    boolean known = found.tip() instanceof RecordTip.Known || seed != null;
    if (commit == null || record == null || !known) {
      return new Direction.Forward(false);
    }
    try (Lineage lineage = repository.lineage(tenant)) {
      FileSet files = lineage.files(commit.id());
      if (source.dirty()) {
        files = files.with(repository.files(), source.changed());
      }
      var judge = new CommitJudge(lineage, record);
      return found.tip() instanceof RecordTip.Known(LastRun last)
          ? judge.judge(commit, files, source.dirty(), last)
          : judge.judge(commit, files, source.dirty(), Objects.requireNonNull(seed).commit());
    }
  }

  /** What rolecall.yaml says otherwise than when it was applied: one finding each. */
  List<Problem> settingsChanged(Found found) {
    Found.@Nullable Seeding seed = found.seed();
    @Nullable Loaded before = seed == null ? found.applied() : seed.loaded();
    if (before == null || before.settings() == null) {
      return List.of();
    }
    TenantSettings was = before.settings().tenants().get(nameIn(before.settings(), tenant));
    if (was == null) {
      return List.of();
    }
    String commit = found.lastTarget().map(Commit::shortId).orElse("the last run");
    return SettingsDiff.between(
        new Loaded(
                new Settings(new TreeMap<>(Map.of(was.name(), was))),
                before.states(),
                before.catalogues(),
                List.of(),
                before.content())
            .asBase(commit),
        new Settings(new TreeMap<>(Map.of(was.name(), tenant))),
        new SettingsPlaces(null));
  }
}
