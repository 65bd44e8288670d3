package dev.rolecall.reconcile;

import dev.rolecall.desired.PastRoles;
import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.git.AppliedCommit;
import dev.rolecall.git.Commit;
import dev.rolecall.git.FileSet;
import dev.rolecall.git.GitRepository;
import dev.rolecall.git.Lineage;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.RecordTip;
import dev.rolecall.record.TenantRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Reads the record of a tenant, while the files are read. */
final class RecordReading {
  private final RolesRepository repository;
  private final TenantSettings tenant;
  private final DesiredLoader loader;

  RecordReading(RolesRepository repository, TenantSettings tenant, Instant now) {
    this.repository = repository;
    this.tenant = tenant;
    this.loader = new DesiredLoader(repository, now);
  }

  /**
   * Fetches and reads.
   *
   * @param rebind the name of this tenant: a record of another one is taken for its own; or the
   *     name that it had before: its record goes on under the new one; null: neither
   * @throws RefusedException when there is no record under the name that it had before
   * @throws InvalidInputException when there is no commit at hand to compare with what is recorded
   */
  FetchedRecord read(@Nullable String rebind) throws IOException {
    Optional<GitRepository> git = repository.git();
    Optional<Commit> head = git.isEmpty() ? Optional.empty() : repository.commit();
    if (git.isEmpty()) {
      return FetchedRecord.without(null, new RecordTip.Missing());
    }
    if (head.isEmpty()) {
      requireFresh(git.get());
      return FetchedRecord.without(null, new RecordTip.Missing());
    }
    @Nullable String former = tenant.name().equals(rebind) ? null : rebind;
    TenantRecord record =
        former == null ? repository.records().of(tenant) : repository.records().of(tenant, former);
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
          FetchedRecord.without(record, tip);
    };
  }

  /** Before the first commit of all a repository is as a plain folder, and only then. */
  private void requireFresh(GitRepository git) throws IOException {
    Optional<String> unborn = git.unbornBranch();
    if (unborn.isPresent()) {
      throw noCommit("The branch %s has no commit, in a clone that has others.", unborn.get());
    }
    TenantRecord record = repository.records().of(tenant);
    if (!(record.fetch() instanceof RecordTip.Missing)) {
      throw noCommit("There is no commit here to compare with the record %s.", record.describe());
    }
  }

  private static InvalidInputException noCommit(String message, String named) {
    return new InvalidInputException(
        Problem.error(RuleId.NO_COMMIT, null, message.formatted(named)));
  }

  private FetchedRecord missing(TenantRecord record, RecordTip tip, GitRepository git, Commit head)
      throws IOException {
    FetchedRecord.@Nullable Seeding seed = seed(git).orElse(null);
    SortedSet<Slug> earlier =
        seed == null ? PastRoles.of(tenant, git.history(), head) : Collections.emptySortedSet();
    return new FetchedRecord(record, tip, null, seed, null, earlier);
  }

  private FetchedRecord known(TenantRecord record, RecordTip tip, LastRun last, Commit head)
      throws IOException {
    try (Lineage lineage = repository.records().lineage(tenant)) {
      String id = last.run().target().commit();
      @Nullable Commit target =
          lineage.readable(id) ? repository.needGit("the record").resolve(id) : null;
      if (last.applied().isEmpty()) {
        return FetchedRecord.known(record, tip, null, target);
      }
      boolean sameAsHead = FileSet.of(last.appliedBlobs()).equals(lineage.files(head.id()));
      @Nullable RepositoryContent applied =
          sameAsHead ? null : loader.loadAlone(last.applied().orElseThrow());
      return FetchedRecord.known(record, tip, applied, target);
    }
  }

  /** What {@code refs/rolecall/applied/TENANT} of an older rolecall names, if it can be read. */
  private Optional<FetchedRecord.Seeding> seed(GitRepository git) throws IOException {
    return git.applied(tenant.name()).refresh().applied()
            instanceof AppliedCommit.Known(Commit commit)
        ? Optional.of(new FetchedRecord.Seeding(commit, loader.at(commit)))
        : Optional.empty();
  }
}
