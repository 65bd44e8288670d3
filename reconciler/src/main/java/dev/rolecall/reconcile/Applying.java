package dev.rolecall.reconcile;

import dev.rolecall.apply.Applier;
import dev.rolecall.apply.ApplyResult;
import dev.rolecall.apply.RunLog;
import dev.rolecall.git.Applied;
import dev.rolecall.git.Commit;
import dev.rolecall.plan.Plan;
import dev.rolecall.planfile.PlanFile;
import dev.rolecall.policy.Verdict;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.tenant.TenantException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the tenant what a plan says, and records the commit as applied. */
public final class Applying {
  private final RolesRepository repository;
  private final Selection selection;
  private final Environment environment;
  private final TenantConnection.Requests requests;

  public Applying(
      RolesRepository repository,
      Selection selection,
      Environment environment,
      TenantConnection.Requests requests) {
    this.repository = repository;
    this.selection = selection;
    this.environment = environment;
    this.requests = requests;
  }

  /**
   * Plans, or takes the saved plan, and does it; records nothing.
   *
   * @param consent is asked before a plan made now is applied; a saved plan never asks
   * @param log is told of each step
   * @throws InvalidInputException for files with errors, a dirty tree that was not allowed, or a
   *     saved plan that cannot be read
   */
  public ApplyEnd run(ApplyRequest request, Consent consent, RunLog log)
      throws IOException, TenantException {
    Instant now = environment.clock().instant();
    var planning = new Planning(repository, selection, environment, now);
    DesiredSide asked = planning.ask(null, _ -> {});
    if (!request.allowDirty()) {
      requireClean(asked);
    }
    try (var connection =
        TenantConnection.open(asked.settings(), repository, environment, requests)) {
      ApplyJob job;
      if (request.plan() == null) {
        Comparison comparison = planning.compare(asked, connection.reader());
        Plan full = planning.plan(asked, comparison);
        job = ApplyJob.of(asked, comparison.header(), full, request);
      } else {
        Plan full = saved(request.plan());
        @Nullable String stale = SavedPlan.whyStale(full, asked, now);
        if (stale != null) {
          return new ApplyEnd.StaleFiles(stale);
        }
        job = ApplyJob.of(asked, planning.header(asked, null), full, request);
      }
      if (job.plan().verdict() instanceof Verdict.Blocked) {
        return new ApplyEnd.Blocked(job.planned());
      }
      if (request.plan() == null && !consent.agrees(job.planned())) {
        return new ApplyEnd.Declined();
      }
      Applier applier = connection.applier(request.parallelism(), log);
      return new ApplyEnd.Ran(job, applier.apply(job.plan(), UUID.randomUUID().toString()));
    }
  }

  /** Moves the applied ref, when the run left nothing out and there is a clean commit to name. */
  public Recording record(ApplyEnd.Ran ran) throws IOException {
    ApplyJob job = ran.job();
    @Nullable Commit commit = job.asked().commit();
    boolean complete = ran.result() instanceof ApplyResult.Ran result && result.complete();
    if (!complete || commit == null || job.asked().dirty() || !job.whole()) {
      return new Recording.Nothing();
    }
    if (job.plan().findings().stream().anyMatch(f -> f.rule() == RuleId.REMOVAL_WITHHELD)) {
      return new Recording.Withheld();
    }
    Applied before = job.asked().record();
    if (before instanceof Applied.Known(Commit at) && at.id().equals(commit.id())) {
      return new Recording.Nothing();
    }
    var ref = repository.needGit("apply").applied(job.asked().settings().name());
    return new Recording.Tried(commit, ref.moveTo(before, commit));
  }

  private static void requireClean(DesiredSide asked) {
    if (asked.commit() == null) {
      throw new InvalidInputException(
          Problem.error(
                  RuleId.DIRTY_TREE, null, "There is no commit, so nobody can say what is applied.")
              .advising("Commit, or apply it as it is with --allow-dirty."));
    }
    if (asked.dirty()) {
      throw new InvalidInputException(
          Problem.error(
              RuleId.DIRTY_TREE,
              null,
              "Files differ from the commit %s.".formatted(asked.commit().shortId())));
    }
  }

  private Plan saved(Path file) throws IOException {
    Path resolved = environment.resolve(file);
    if (Files.isDirectory(resolved)) {
      throw new FileSystemException(file.toString(), null, "it is a folder");
    }
    return PlanFile.read(Files.readAllBytes(resolved), file.toString());
  }
}
