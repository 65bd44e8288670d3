package dev.rolecall.reconcile;

import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.git.Commit;
import dev.rolecall.git.FileSet;
import dev.rolecall.git.Lineage;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.AppliedRun;
import dev.rolecall.record.Direction;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.RecordTip;
import dev.rolecall.record.TenantRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Judges the commit at hand by the record of a tenant. */
final class RecordJudgement {
  private final RolesRepository repository;
  private final TenantSettings tenant;
  private final DesiredLoader loader;

  RecordJudgement(RolesRepository repository, TenantSettings tenant, Instant now) {
    this.repository = repository;
    this.tenant = tenant;
    this.loader = new DesiredLoader(repository, now);
  }

  /**
   * What the record says of the files at hand.
   *
   * @throws RefusedException when there is a record and it cannot be read
   */
  RecordSide judge(FetchedRecord found, DesiredSide.Source source) throws IOException {
    if (found.tip() instanceof RecordTip.Unreadable unreadable) {
      throw RefusedException.remote(RuleId.RECORD_UNREADABLE, unreadable.reason());
    }
    if (found.tip() instanceof RecordTip.Renamed renamed) {
      throw RefusedException.remote(
          RuleId.RECORD_RENAMED,
          "The record of %s goes on as that of %s.".formatted(tenant.name(), renamed.name()));
    }
    FetchedRecord.@Nullable Seeding seed = found.seed();
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
    try (Lineage lineage = repository.records().lineage(tenant)) {
      String target = back.last().commit();
      List<String> bases =
          lineage.readable(target) ? lineage.mergeBases(commit.id(), target) : List.of();
      return bases.size() == 1
          ? state(loader.at(repository.needGit("the record").resolve(bases.getFirst())))
          : null;
    }
  }

  private AppliedState applied(FetchedRecord found, DesiredSide.Source source) throws IOException {
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
    @Nullable RepositoryContent loaded = found.applied();
    if (loaded == null) {
      @Nullable Commit commit = source.commit();
      loaded = source.dirty() && commit != null ? loader.at(commit) : source.loaded();
    }
    return new AppliedState.Known(run.commit(), run.at(), state(loaded));
  }

  private Direction direction(FetchedRecord found, DesiredSide.Source source) throws IOException {
    @Nullable Commit commit = source.commit();
    @Nullable TenantRecord record = found.record();
    FetchedRecord.@Nullable Seeding seed = found.seed();
    boolean known = found.tip() instanceof RecordTip.Known || seed != null;
    if (commit == null || record == null || !known) {
      return new Direction.Forward(false);
    }
    try (Lineage lineage = repository.records().lineage(tenant)) {
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

  private DesiredState state(RepositoryContent loaded) {
    return new PastTenant(tenant, loaded).state();
  }
}
