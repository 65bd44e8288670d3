package dev.rolecall.reconcile;

import dev.rolecall.model.AppliedState;
import dev.rolecall.model.Approval;
import dev.rolecall.model.Slug;
import dev.rolecall.policy.Objection;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.Lease;
import dev.rolecall.record.RunOptions;
import dev.rolecall.record.RunOptions.UsedApproval;
import dev.rolecall.report.Reviews;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What of a request the record keeps: only what made a difference to this run. */
final class AskedOptions {
  private AskedOptions() {}

  /**
   * Of a run whose turn it is.
   *
   * @param begun the instant that it planned for
   */
  static RunOptions of(ApplyRequest request, ApplyJob job, Instant begun) {
    Optional<LastRun> last = job.asked().record().last();
    int leftOut = job.plan().notices().leftOut().size();
    return new RunOptions(
        request.leave().rollback(),
        request.leave().begin() && last.isEmpty(),
        request.waiting().takeOver() == null ? null : stillHeld(job, begun),
        job.asked().record().seed() != null
                && job.asked().applied() instanceof AppliedState.Known(String commit, var _, var _)
            ? commit
            : null,
        job.lifted().isEmpty() ? null : request.leave().breakGlass(),
        null,
        RunOptions.Chosen.of(
            request.part().causes(),
            request.plan() != null,
            request.part().noRemovals(),
            request.part().roles().stream().map(Slug::value).toList(),
            leftOut),
        approvals(job));
  }

  /** Those without which it would not be. */
  static List<UsedApproval> approvals(ApplyJob job) {
    var used = new TreeMap<SourceRef, UsedApproval>();
    for (Objection objection : job.plan().objections()) {
      @Nullable Approval approval = objection.liftedBy();
      if (approval != null) {
        Reviews.@Nullable Given review = job.reviews().given().get(approval.at().file());
        used.put(
            approval.at(),
            new UsedApproval(
                approval.at().file(),
                approval.owner(),
                review == null ? null : review.where(),
                review == null ? List.of() : List.copyOf(review.by())));
      }
    }
    return List.copyOf(used.values());
  }

  /** The run that could still write, so that only its name let this one go on. */
  static @Nullable String stillHeld(ApplyJob job, Instant begun) {
    return job.asked()
        .record()
        .last()
        .map(LastRun::run)
        .filter(run -> Lease.heldBy(run, begun))
        .map(run -> run.run().id())
        .orElse(null);
  }
}
