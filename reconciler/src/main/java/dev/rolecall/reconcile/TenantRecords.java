package dev.rolecall.reconcile;

import dev.rolecall.git.AppliedCommit;
import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.Commit;
import dev.rolecall.git.GitRepository;
import dev.rolecall.git.Lineage;
import dev.rolecall.git.RemoteAccess;
import dev.rolecall.model.GuardMemory;
import dev.rolecall.model.RecordPlace;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.record.CommittedRun;
import dev.rolecall.record.TenantRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of the tenants of one roles repository, each opened once, and what they tell. */
final class TenantRecords implements AutoCloseable {
  private final RolesRepository repository;
  private final Map<String, String> variables;
  private final Map<String, TenantRecord> records = new HashMap<>();
  private final List<ChainBranch> branches = new ArrayList<>();

  TenantRecords(RolesRepository repository, Map<String, String> variables) {
    this.repository = repository;
    this.variables = variables;
  }

  /** The record of a tenant. */
  synchronized TenantRecord of(TenantSettings tenant) throws IOException {
    @Nullable TenantRecord known = records.get(tenant.name());
    if (known == null) {
      known = new TenantRecord(open(tenant.record()), tenant.identity());
      records.put(tenant.name(), known);
    }
    return known;
  }

  /** The same, of a tenant that had another name until its last run. */
  synchronized TenantRecord of(TenantSettings tenant, String former) throws IOException {
    var before = open(tenant.recordUnder(former));
    return of(tenant).goingOnFrom(before, tenant.name());
  }

  private ChainBranch open(RecordPlace place) throws IOException {
    ChainBranch branch = git().chain(place, RemoteAccess.of(variables));
    branches.add(branch);
    return branch;
  }

  /** How commits stand to each other, by the files of this tenant; also those of its record. */
  Lineage lineage(TenantSettings tenant) throws IOException {
    TenantRecord kept = of(tenant);
    return git().lineage(DocumentGlobs.globs(tenant), DocumentGlobs.NAMES, kept::content);
  }

  /** The commit that was run last, as far as this clone knows without asking the remote. */
  Optional<Commit> lastKnownTarget(TenantSettings tenant) throws IOException {
    GitRepository git = repository.needGit("history");
    for (String ref : git.placesOf(tenant.record())) {
      Optional<byte[]> run = git.fileAt(ref, CommittedRun.RUN);
      Optional<String> target = run.flatMap(CommittedRun::targetOf);
      if (target.isPresent()) {
        return git.find(target.get());
      }
    }
    return git.applied(tenant.name()).read() instanceof AppliedCommit.Known(Commit commit)
        ? Optional.of(commit)
        : Optional.empty();
  }

  /** What guards remember since then, as far as this clone knows; empty where it cannot be read. */
  Optional<GuardMemory> lastKnownMemory(TenantSettings tenant) throws IOException {
    GitRepository git = repository.needGit("the record");
    for (String ref : git.placesOf(tenant.record())) {
      if (git.fileAt(ref, CommittedRun.RUN).isPresent()) {
        return CommittedRun.memoryOf(tenant.identity(), path -> git.fileAt(ref, path));
      }
    }
    return Optional.empty();
  }

  private GitRepository git() throws IOException {
    return repository.needGit("the record");
  }

  @Override
  public synchronized void close() {
    branches.forEach(ChainBranch::close);
  }
}
