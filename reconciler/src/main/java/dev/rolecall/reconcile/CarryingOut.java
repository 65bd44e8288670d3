package dev.rolecall.reconcile;

import dev.rolecall.apply.Applier;
import dev.rolecall.apply.RunListener;
import dev.rolecall.model.OwnAccount;
import dev.rolecall.plan.Plan;
import dev.rolecall.record.LeaseClock;
import dev.rolecall.report.Reviews;
import dev.rolecall.tenant.TenantException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has a plan judged, asks, writes and records: the same for whatever a run is for. */
final class CarryingOut {
  private final RunContext context;
  private final RunListener listener;

  CarryingOut(RunContext context, RunListener listener) {
    this.context = context;
    this.listener = listener;
  }

  /**
   * What is carried out.
   *
   * @param now the instant that it was planned for
   * @param clock made when that was taken
   */
  record Work(
      DesiredSide asked,
      Comparison compared,
      Judging judging,
      Plan chosen,
      Instant now,
      LeaseClock clock) {}

  /**
   * Carries it out; empty when another run came in between, so that all has to be looked at anew.
   *
   * @param consent is asked before anything is written; null: nobody is
   */
  Optional<ApplyEnd> run(
      Work work, RunIntent intent, TenantConnection connection, @Nullable Consent consent)
      throws IOException, TenantException {
    Judged judged = work.judging().judge(work.chosen());
    Reviews reviews =
        new Reviewing(context.repository(), context.environment(), context.requests())
            .of(work.asked(), judged.plan().objections());
    intent.check(judged.plan());
    ApplyJob job = job(work, judged, intent, reviews);
    Plan plan = job.plan();
    if (!plan.verdict().isClear()) {
      return Optional.of(new ApplyEnd.Blocked(job.planned()));
    }
    var run = new RunInProgress(context.environment().timing(), context.stop());
    // Logs in: nobody is asked for a yes that wrong credentials make worthless.
    TenantConnection.@Nullable Writing writing =
        plan.writesNothing()
            ? null
            : connection.writing(intent.parallelism(), listener, run, logsOut(plan));
    if (writing != null && touches(plan, writing.account())) {
      Judged again = work.judging().knowing(writing.account()).judge(work.chosen());
      job = job(work, again, intent, reviews);
      plan = job.plan();
      if (!plan.verdict().isClear()) {
        return Optional.of(new ApplyEnd.Blocked(job.planned()));
      }
    }
    if (consent != null && !consent.agrees(job.planned())) {
      return Optional.of(new ApplyEnd.Declined());
    }
    var recorder =
        new RunRecorder(context.repository(), context.environment(), job, intent, work.now());
    if (writing == null) {
      beginning();
      return recorder.empty();
    }
    Applier applier = writing.applier();
    return switch (applier.check(plan, work.compared().settled().granted())) {
      case Applier.Checked.Moved(var keys) -> Optional.of(new ApplyEnd.Moved(job, keys));
      case Applier.Checked.Ready ready -> {
        beginning();
        yield recorder.begin(run, work.clock())
            ? Optional.of(
                recorder.end(
                    run,
                    recorder.sessions().ended(applier.apply(plan, ready, recorder.id()), applier)))
            : Optional.empty();
      }
    };
  }

  private static ApplyJob job(Work work, Judged judged, RunIntent intent, Reviews reviews) {
    return ApplyJob.of(work.asked(), work.compared(), judged, intent, reviews);
  }

  private static boolean logsOut(Plan plan) {
    return !plan.revocations().people().isEmpty();
  }

  /** Whether the account that writes is one for which something changes, or to be logged out. */
  private static boolean touches(Plan plan, OwnAccount account) {
    if (plan.revocations().people().stream().anyMatch(one -> account.is(one.person().account()))) {
      return true;
    }
    return plan.impact() != null
        && plan.impact().shifts().stream()
            .flatMap(shift -> shift.people().stream())
            .anyMatch(person -> account.is(person.account()));
  }

  /** The last moment at which nothing of this run is written anywhere. */
  private void beginning() throws RefusedException {
    context.stop().endsByItself();
    if (context.stop().requested()) {
      throw RefusedException.interrupted();
    }
  }
}
