package dev.rolecall.reconcile;

import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.model.GuardMemory;
import dev.rolecall.model.Guards.MinimumHolders;
import dev.rolecall.model.OwnAccount;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Step;
import dev.rolecall.policy.Approvals;
import dev.rolecall.policy.GivingBack;
import dev.rolecall.policy.HeldBefore;
import dev.rolecall.policy.HeldExpiries;
import dev.rolecall.policy.Judge;
import dev.rolecall.policy.MoveNotes;
import dev.rolecall.policy.Objection;
import dev.rolecall.policy.Proposal;
import dev.rolecall.policy.Proposed;
import dev.rolecall.policy.RevocationRules;
import dev.rolecall.policy.RunOrder;
import dev.rolecall.problem.Problem;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the people behind the steps of a plan, and has the guards judge it. */
public final class Judging {
  private final Matter matter;
  private final @Nullable Matter later;
  private final Proposing proposing;
  private final boolean based;
  private final StillOwed owed;

  /**
   * Asks nothing yet.
   *
   * @param reader which has read the live state of the matter last
   */
  public Judging(Matter matter, TenantReader reader) {
    this(matter, null, new Proposing(reader), StillOwed.nothing(matter.inputs()), false);
  }

  private Judging(
      Matter matter, @Nullable Matter later, Proposing proposing, StillOwed owed, boolean based) {
    this.matter = matter;
    this.later = later;
    this.proposing = proposing;
    this.owed = owed;
    this.based = based;
  }

  /**
   * Of a commit, by the settings that count for it.
   *
   * @param own the accounts that those settings name
   * @throws IOException when what the record keeps for guards cannot be read
   */
  public static Judging of(
      DesiredSide asked, Comparison compared, List<OwnAccount> own, TenantReader reader)
      throws IOException {
    DiffInputs inputs = compared.inputs();
    GuardMemory memory = RunMemory.before(asked.record(), compared, inputs.now());
    var matter =
        new Matter(
            inputs,
            compared.difference(),
            JudgingSettings.before(asked),
            new Judges(
                JudgingSettings.guards(asked),
                JudgingSettings.policies(asked),
                JudgingSettings.rules(asked),
                new RevocationRules(
                    JudgingSettings.revocations(asked),
                    false,
                    inputs.features().roleArea(),
                    compared.facts().endsSessions())),
            own,
            new Approvals(asked.desired().approvals(), memory.approvals(), inputs.now()),
            RunMemory.past(asked, inputs.live(), memory),
            null);
    return new Judging(
        matter,
        Foresight.matter(asked, matter),
        new Proposing(reader),
        StillOwed.of(asked, inputs),
        asked.base() != null);
  }

  /** The same where this account too is one that rolecall works with. */
  Judging knowing(OwnAccount account) {
    return new Judging(
        matter.knowing(account),
        later == null ? null : later.knowing(account),
        proposing,
        owed,
        based);
  }

  /** The same of an undo. */
  Judging undoing(DiffResult back, GivingBack giving) {
    return new Judging(matter.undoing(back, giving), null, proposing, owed, based);
  }

  /**
   * As {@code --revoke-sessions} asks.
   *
   * @param everyLoss whoever loses anything is logged out; false: whom policies name
   */
  public Judging revoking(boolean everyLoss) {
    return everyLoss
        ? new Judging(
            matter.revoking(matter.judges().revocation().ofEveryLoss()),
            later,
            proposing,
            owed,
            based)
        : this;
  }

  /**
   * The plan without the expiries that would leave too few people with what some must have; it says
   * which, and what would lift it. The people behind it are asked for only where there may be some.
   *
   * @throws TenantException when the tenant does not answer
   */
  public Plan withholding(Plan plan) throws TenantException {
    List<Proposed> steps = Considered.steps(plan);
    var expiries = new HeldExpiries(matter.inputs(), minimums(), matter.approvals());
    if (!expiries.mayBeAmong(steps)) {
      return plan;
    }
    HeldExpiries.Held held = expiries.among(steps, proposing.of(matter, plan));
    if (held.isEmpty()) {
      return plan;
    }
    var why = new ArrayList<>(plan.againstWithheld());
    why.addAll(held.objections());
    return plan.withholding(
        held.expiries().stream().map(Proposed::id).collect(Collectors.toSet()), why);
  }

  /**
   * The plan, without such expiries, with what its steps do to people and what guards have against
   * it. The tenant is asked for no more than the groups and roles that some step concerns, and for
   * everybody only where a guard has to know how many there are.
   *
   * @throws TenantException when the tenant does not answer; a group that may not be looked into is
   *     named in the impact instead
   */
  public Judged judge(Plan whole) throws TenantException {
    Plan plan = withholding(whole);
    var considered = new Considered(matter, plan);
    var judge =
        new Judge(
                matter.judges().guards(),
                RuleBook.ready(matter.judges().rules()),
                matter.judges().revocation())
            .of(matter.giving());
    var ends = EndingSoon.of(matter.inputs(), matter.difference(), plan);
    Proposal proposal = proposing.of(matter, considered, judge, ends.audience());
    RunOrder order =
        RunOrder.of(
            proposal,
            considered.together(proposal),
            plan.steps().stream().collect(Collectors.toMap(Step::id, Step::dependsOn)),
            minimums());
    var objections = new ArrayList<>(order.against());
    objections.addAll(judge.judge(proposal, matter.approvals()));
    objections.addAll(plan.againstWithheld());
    List<Objection> standing =
        matter.giving() == null ? objections : matter.giving().stillAgainst(objections);
    var logOuts = new LogOuts(proposal, matter.judges().revocation(), proposing.owed(owed));
    Plan noted =
        plan.judged(proposal.impact(), logOuts.planned(), standing)
            .waiting(order.waits())
            .noting(HeldBefore.notes(proposal))
            .noting(MoveNotes.notes(proposal))
            .noting(matter.judges().revocation().findings(proposal, proposing.owed(owed)));
    Plan judged = ends.told(noted, proposal.people(), based);
    return new Judged(
        later == null ? judged : judged.noting(new Foresight(later, proposing).warnings(judged)),
        new Tallying(proposal, standing, matter),
        logOuts);
  }

  /** Why expiries are withheld, for a report that tells of no guards. */
  public static List<Problem> findings(Plan plan) {
    return plan.againstWithheld().stream()
        .map(one ->
            Problem.warning(
                one.rule(),
                one.at(),
                one.message() + " rolecall plan shows the approval that would let it go."))
        .toList();
  }

  private List<MinimumHolders> minimums() {
    return matter.judges().guards().stream()
        .flatMap(one -> one.minimumHolders().stream())
        .distinct()
        .toList();
  }
}
