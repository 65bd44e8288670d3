package dev.rolecall.reconcile;

import dev.rolecall.apply.Applier;
import dev.rolecall.apply.RunListener;
import dev.rolecall.model.OwnAccount;
import dev.rolecall.plan.Plan;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.LeaseClock;
import dev.rolecall.report.Reviews;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the tenant what git says, and records what was done: ahead of it, and after. */
public final class Applying {
  /** How often a run plans anew because another one was faster. */
  private static final int RACES = 5;

  private final RolesRepository repository;
  private final Selection selection;
  private final Environment environment;
  private final TenantConnection.Requests requests;
  private final StopSignal stop;

  public Applying(
      RolesRepository repository,
      Selection selection,
      Environment environment,
      TenantConnection.Requests requests,
      StopSignal stop) {
    this.repository = repository;
    this.selection = selection;
    this.environment = environment;
    this.requests = requests;
    this.stop = stop;
  }

  /**
   * Plans and does it, or what a saved plan chooses of it; records the run.
   *
   * @param consent is asked before a plan made now is applied; a saved plan never asks
   * @param listener is told of each step
   * @throws InvalidInputException for files with errors, a dirty tree that was not allowed, or a
   *     saved plan that cannot be read
   * @throws RefusedException when nothing was written because of the record, a lease, a clock, a
   *     commit that goes back, a saved plan that is stale, or a signal
   */
  public ApplyEnd run(ApplyRequest request, Consent consent, RunListener listener)
      throws IOException, TenantException {
    @Nullable SavedPlan saved =
        request.plan() == null ? null : SavedPlan.read(request.plan(), environment);
    var turn = new Turn(environment.timing(), request.waiting(), stop, listener);
    for (int race = 0; race < RACES; race++) {
      Optional<ApplyEnd> end = once(request, saved, consent, listener, turn);
      if (end.isPresent()) {
        return end.get();
      }
      stop.mayBeBrokenOff();
      if (stop.requested()) {
        throw RefusedException.interrupted();
      }
    }
    throw RefusedException.remote(
        RuleId.LEASE_HELD, "Other runs were faster than this one, time after time.");
  }

  /** One attempt; empty when another run came in between, so that all has to be looked at anew. */
  private Optional<ApplyEnd> once(
      ApplyRequest request,
      @Nullable SavedPlan saved,
      Consent consent,
      RunListener listener,
      Turn turn)
      throws IOException, TenantException {
    Instant now = environment.clock().instant();
    var clock = new LeaseClock(environment.clock(), environment.timing().nanos());
    DesiredSide asked =
        new DesiredSideReader(repository, selection, environment, now)
            .read(request.leave().rebind(), _ -> {});
    new Preconditions(repository, request).check(asked);
    if (!turn.isOurs(asked.record())) {
      return Optional.empty();
    }
    if (saved != null) {
      refuseStale(saved.whyStale(asked, now));
    }
    try (var connection =
        TenantConnection.open(asked.settings(), repository, environment, requests)) {
      var planning = new Planning(now);
      TenantReader reader = connection.reader();
      Comparison compared = planning.compare(asked, reader, Planning.Reach.PLANNED);
      checkClock(compared);
      Judging ofPolicies =
          Judging.of(
              asked,
              compared,
              OwnAccounts.of(asked.settings(), repository, environment, reader),
              reader);
      Judging judging = request.revokeSessions() ? ofPolicies.ofEveryLoss() : ofPolicies;
      Plan full = judging.withholding(planning.plan(asked, compared));
      if (saved != null) {
        refuseStale(saved.whyStale(full));
      }
      requireRecord(asked, compared, request);
      Plan chosen = (saved == null ? full : saved.chosenFrom(full)).only(request.causes());
      Judged judged = judging.judge(chosen);
      if (saved != null) {
        refuseStale(saved.whyOthersAreLoggedOut(judged.plan()));
      }
      Reviews reviews =
          new Reviewing(repository, environment, requests).of(asked, judged.plan().objections());
      var job = ApplyJob.of(asked, compared, judged, reviews);
      Plan plan = job.plan();
      if (!plan.verdict().isClear()) {
        return Optional.of(new ApplyEnd.Blocked(job.planned()));
      }
      var run = new RunInProgress(environment.timing(), stop);
      // Logs in: nobody is asked for a yes that wrong credentials make worthless.
      TenantConnection.@Nullable Writing writing =
          plan.writesNothing()
              ? null
              : connection.writing(request.parallelism(), listener, run, logsOut(plan));
      if (writing != null && touches(plan, writing.account())) {
        Judged again = judging.knowing(writing.account()).judge(chosen);
        job = ApplyJob.of(asked, compared, again, reviews);
        plan = job.plan();
        if (!plan.verdict().isClear()) {
          return Optional.of(new ApplyEnd.Blocked(job.planned()));
        }
      }
      if (saved == null && !consent.agrees(job.planned())) {
        return Optional.of(new ApplyEnd.Declined());
      }
      var recorder = new RunRecorder(repository, environment, job, request, now);
      if (writing == null) {
        beginning();
        return recorder.empty();
      }
      Applier applier = writing.applier();
      return switch (applier.check(plan, compared.settled().granted())) {
        case Applier.Checked.Moved(var keys) -> Optional.of(new ApplyEnd.Moved(job, keys));
        case Applier.Checked.Ready ready -> {
          beginning();
          yield recorder.begin(run, clock)
              ? Optional.of(
                  recorder.end(
                      run,
                      recorder
                          .sessions()
                          .ended(applier.apply(plan, ready, recorder.id()), applier)))
              : Optional.empty();
        }
      };
    }
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
    stop.endsByItself();
    if (stop.requested()) {
      throw RefusedException.interrupted();
    }
  }

  private static void refuseStale(Optional<String> reason) throws RefusedException {
    if (reason.isPresent()) {
      throw new RefusedException(
          RefusedException.Kind.STALE, Problem.error(RuleId.STALE_PLAN, null, reason.get()));
    }
  }

  /** Dates and leases are judged by this machine's clock. */
  private void checkClock(Comparison compared) throws RefusedException {
    @Nullable Duration offset = compared.facts().clockOffset();
    if (offset != null && offset.abs().compareTo(environment.timing().clockTolerance()) > 0) {
      throw RefusedException.remote(
          RuleId.CLOCK_OFF,
          "The tenant's clock is %d seconds %s this machine's."
              .formatted(offset.abs().toSeconds(), offset.isNegative() ? "behind" : "ahead of"));
    }
  }

  /** On a tenant that git seems to know already, only somebody who says so begins a record. */
  private static void requireRecord(DesiredSide asked, Comparison compared, ApplyRequest request)
      throws RefusedException {
    var problem = RecordNeeded.problem(asked, compared.inputs().live());
    if (problem.isPresent() && !request.leave().begin()) {
      throw RefusedException.remote(problem.get().rule(), problem.get().message());
    }
  }
}
