package dev.rolecall.reconcile;

import dev.rolecall.apply.RunListener;
import dev.rolecall.model.Slug;
import dev.rolecall.plan.Plan;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.LeaseClock;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the tenant what git says, and records what was done: ahead of it, and after. */
public final class Applying {
  private final RunContext context;
  private final RolesRepository repository;
  private final Environment environment;

  public Applying(RunContext context) {
    this.context = context;
    this.repository = context.repository();
    this.environment = context.environment();
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
    var turn = new Turn(environment.timing(), request.waiting(), context.stop(), listener);
    return Attempts.first(context.stop(), () -> once(request, saved, consent, listener, turn));
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
        new DesiredSideReader(repository, context.selection(), environment, now)
            .read(request.leave().rebind(), _ -> {});
    new Preconditions(repository, request).check(asked);
    if (!turn.isOurs(asked.record())) {
      return Optional.empty();
    }
    if (saved != null) {
      refuseStale(saved.whyStale(asked, now));
    }
    try (var connection =
        TenantConnection.open(asked.settings(), repository, environment, context.requests())) {
      var planning = new Planning(now);
      TenantReader reader = connection.reader();
      Comparison compared = planning.compare(asked, reader, Planning.Reach.PLANNED);
      ClockCheck.check(environment.timing(), compared.facts());
      Judging judging =
          Judging.of(
                  asked,
                  compared,
                  OwnAccounts.of(asked.settings(), repository, environment, reader),
                  reader)
              .revoking(request.revokeSessions());
      Plan full = judging.withholding(planning.plan(asked, compared));
      if (saved != null) {
        refuseStale(saved.whyStale(full));
      }
      requireRecord(asked, compared, request);
      Plan chosen = request.part().of(saved == null ? full : saved.chosenFrom(full));
      requireKnown(request, asked, compared);
      var emergency = BreakGlass.of(request.leave().breakGlass(), JudgingSettings.guards(asked));
      return new CarryingOut(context, listener)
          .run(
              new CarryingOut.Work(asked, compared, judging, chosen, now, clock),
              new ApplyIntent(repository, request, saved, emergency),
              connection,
              saved == null ? consent : null);
    }
  }

  static void refuseStale(Optional<String> reason) throws RefusedException {
    if (reason.isPresent()) {
      throw new RefusedException(
          RefusedException.Kind.STALE, Problem.error(RuleId.STALE_PLAN, null, reason.get()));
    }
  }

  /** Whoever misspells a role would leave out all that is meant. */
  private static void requireKnown(ApplyRequest request, DesiredSide asked, Comparison compared) {
    for (Slug role : request.part().roles()) {
      if (!asked.desired().roles().containsKey(role)
          && !asked.desired().holdings().containsKey(role)
          && !asked.desired().retired().containsKey(role)
          && !compared.inputs().live().roles().containsKey(role)) {
        throw new InvalidInputException(
            Problem.error(
                    RuleId.UNKNOWN_ROLE,
                    null,
                    "--only-role names %s, which neither the files nor the tenant have."
                        .formatted(role))
                .advising("Correct the slug."));
      }
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
