package dev.rolecall.reconcile;

import dev.rolecall.apply.RunListener;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.PlanContext;
import dev.rolecall.plan.Planner;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.LeaseClock;
import dev.rolecall.record.TenantRecord;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what a run really did, as the record and the tenant tell it: a plan of its own, shown,
 * asked for, judged by the same guards, and recorded as a run.
 */
public final class Undoing {
  private final RunContext context;
  private final RolesRepository repository;
  private final Environment environment;

  public Undoing(RunContext context) {
    this.context = context;
    this.repository = context.repository();
    this.environment = context.environment();
  }

  /**
   * Plans and does it.
   *
   * @param consent is asked before anything is written
   * @param listener is told of each step
   * @throws InvalidInputException for a run that is not known, a slug that cannot be used, a dirty
   *     tree that was not allowed
   * @throws RefusedException when nothing was written because of the record, a lease, a clock, or a
   *     signal
   */
  public UndoEnd run(UndoRequest request, Consent consent, RunListener listener)
      throws IOException, TenantException {
    var turn = new Turn(environment.timing(), request.waiting(), context.stop(), listener);
    return Attempts.first(context.stop(), () -> once(request, consent, listener, turn));
  }

  private Optional<UndoEnd> once(
      UndoRequest request, Consent consent, RunListener listener, Turn turn)
      throws IOException, TenantException {
    Instant now = environment.clock().instant();
    var clock = new LeaseClock(environment.clock(), environment.timing().nanos());
    DesiredSide asked =
        new DesiredSideReader(repository, context.selection(), environment, now)
            .read(null, _ -> {});
    Preconditions.requireShared(repository, asked, request.dirty());
    if (!turn.isOurs(asked.record())) {
      return Optional.empty();
    }
    @Nullable AgreeingBranch branch =
        request.branch() == null ? null : new AgreeingBranch(repository, request.branch());
    UndoneRun run = undone(record(asked), request);
    NewSlugs.check(request.renamed(), run, asked);
    var history = AppliedHistory.before(run, asked, repository, now);
    try (var connection =
        TenantConnection.open(asked.settings(), repository, environment, context.requests())) {
      var planning = new Planning(now);
      TenantReader reader = connection.reader();
      Comparison ahead =
          planning.compare(
              asked,
              reader,
              Planning.Reach.EVERYTHING,
              history.lookUps(run.roles()).and(run.accounts()));
      ClockCheck.check(environment.timing(), ahead.facts());
      NewSlugs.check(request.renamed(), ahead.inputs().live());
      var way = WayBack.of(run, ahead.inputs(), history, request.renamed());
      if (!way.unconfirmed().isEmpty()) {
        way = way.asked(AuditTrail.of(run, connection, now));
      }
      DiffResult back = way.difference(ahead, run);
      Comparison compared = ahead.of(back);
      Plan plan =
          Planner.plan(
              compared.inputs(),
              back,
              new PlanContext(asked.settings().identity(), asked.source().origin(), null, null));
      Judging judging =
          Judging.of(
                  asked,
                  ahead,
                  OwnAccounts.of(asked.settings(), repository, environment, reader),
                  reader)
              .undoing(back, way.giving(run, now));
      var emergency = BreakGlass.of(request.breakGlass(), JudgingSettings.guards(asked));
      Optional<ApplyEnd> end =
          new CarryingOut(context, listener)
              .run(
                  new CarryingOut.Work(asked, compared, judging, plan, now, clock),
                  new UndoIntent(request, run, way, emergency),
                  connection,
                  consent);
      if (end.isEmpty()) {
        return Optional.empty();
      }
      @Nullable String written =
          branch != null && end.get() instanceof ApplyEnd.Ran
              ? branch.write(run, way, asked, compared.inputs(), Actor.of(environment, repository))
              : null;
      return Optional.of(new UndoEnd(end.get(), way.leavesAccess(), written));
    }
  }

  private static UndoneRun undone(TenantRecord record, UndoRequest request) throws IOException {
    return UndoneRun.of(record.history().runs(), request.run(), record.describe());
  }

  private static TenantRecord record(DesiredSide asked) {
    @Nullable TenantRecord record = asked.record().record();
    if (record == null || asked.record().last().isEmpty()) {
      throw new InvalidInputException(
          Problem.error(
                  RuleId.NO_RECORD,
                  null,
                  "Nothing is recorded of %s here, so no run can be undone."
                      .formatted(asked.settings().name()))
              .advising("See rolecall history, and rolecall doctor."));
    }
    return record;
  }
}
