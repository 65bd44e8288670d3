package dev.rolecall.policy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.apply.Applier;
import dev.rolecall.apply.RunControl;
import dev.rolecall.apply.RunListener;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.ChangeText;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Granted;
import dev.rolecall.model.Guards;
import dev.rolecall.model.Guards.MinimumHolders;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Separation.Side;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Step;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.tenant.FakeTenant;
import dev.rolecall.tenant.TenantException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * At no moment of a run, whichever write fails, does somebody hold both sides of a policy who holds
 * them neither before nor after, and enough keep what some must have; and a plan is blocked for its
 * order only where no order does. In random small tenants, by an oracle of its own.
 */
@Tag("access")
class RunOrderTest {
  private static final int TENANTS = 1_500;
  private static final int SEARCHED = 12;
  private static final SourceRef AT = new SourceRef("policies/p.yaml", 1, 1);
  private static final List<Holdable> SHARED =
      List.of(
          Holdable.capability("audit", "read"), Holdable.role("first"), Holdable.role("second"));
  private static final List<Holdable> ITEMS =
      List.of(
          Holdable.role("first"),
          Holdable.role("second"),
          Holdable.role("third"),
          Holdable.capability("audit", "read"),
          Holdable.capability("members", "change-roles"),
          Holdable.capability("users", "view"));

  /** One random change with what judges it. */
  private record Case(
      RandomRoles before,
      Plan plan,
      Separation policy,
      List<MinimumHolders> minimums,
      Moment start) {

    /** Anything at all. */
    static Case any(long seed) throws TenantException {
      var random = new Random(seed);
      RandomRoles before = RandomRoles.of(random);
      RandomRoles after = before.changed(random);
      int one = random.nextInt(ITEMS.size());
      int other = (one + 1 + random.nextInt(ITEMS.size() - 1)) % ITEMS.size();
      return of(before, after, ITEMS.get(one), ITEMS.get(other), minimums(random, ITEMS));
    }

    /** People go to and fro between two roles, which have something in common. */
    static Case crossing(long seed) throws TenantException {
      var random = new Random(seed);
      var first = new Slug("first");
      var second = new Slug("second");
      RandomRoles before = RandomRoles.of(random);
      for (Slug role : List.of(first, second)) {
        before.holders(role).clear();
        before.contents(role).add(new CapabilityId("audit", "read"));
      }
      before.holders(new Slug("third")).clear();
      RandomRoles after = before.copy();
      for (Subject user : RandomRoles.USERS) {
        Slug was = random.nextBoolean() ? first : second;
        Slug is = random.nextInt(3) == 0 ? was : was.equals(first) ? second : first;
        if (random.nextInt(3) > 0) {
          before.holders(was).add(user);
          after.holders(is).add(user);
        }
      }
      return of(before, after, ITEMS.get(0), ITEMS.get(1), minimums(random, SHARED));
    }

    private static List<MinimumHolders> minimums(Random random, List<Holdable> items) {
      return random
          .ints(2, 0, items.size())
          .distinct()
          .mapToObj(item -> new MinimumHolders(items.get(item), 1 + random.nextInt(4), AT))
          .toList();
    }

    private static Case of(
        RandomRoles before,
        RandomRoles after,
        Holdable one,
        Holdable other,
        List<MinimumHolders> minimums)
        throws TenantException {
      var policy = new Separation("p", "", side(one), side(other), List.of(), AT);
      FakeTenant tenant = before.tenant();
      Plan plan =
          GuardPropertiesTest.judged(
                  before,
                  after,
                  tenant,
                  only(minimums),
                  Past.nothing(Past.Start.LATER_RUN),
                  List.of(policy))
              .plan();
      return new Case(
          before, plan, policy, minimums, Moment.of(tenant.state(), RandomRoles.MEMBERS));
    }

    private static Side side(Holdable item) {
      return new Side(new TreeSet<>(Set.of(item)));
    }

    Moment end() {
      return start.after(changes());
    }

    List<Change> changes() {
      return plan.steps().stream().map(Step::change).toList();
    }

    String tell(Moment moment) {
      String steps =
          plan.steps().stream()
              .map(step ->
                  step.id().substring(0, 4)
                      + " "
                      + step.level().word()
                      + " "
                      + ChangeText.clause(step.change())
                      + " after "
                      + step.dependsOn())
              .collect(Collectors.joining("\n"));
      return "%s%n%s%n%s%nat %s%n%s".formatted(policy, minimums, before, moment.holders(), steps);
    }

    boolean isOutOfOrder() {
      return plan.objections().stream()
          .anyMatch(one -> one.needs() == Needs.CHANGE && one.message().contains("two runs"));
    }

    /** Whether nothing is wrong that neither the beginning nor the end has. */
    boolean allows(Moment moment) {
      Set<String> allowed = new HashSet<>(start.both(policy));
      allowed.addAll(end().both(policy));
      return allowed.containsAll(moment.both(policy)) && enough(moment);
    }

    private boolean enough(Moment moment) {
      Moment end = end();
      for (MinimumHolders minimum : minimums) {
        int now = keep(minimum, moment);
        int first = keep(minimum, start);
        int last = keep(minimum, end);
        boolean passes = last >= minimum.people() || last >= first;
        if (passes && now < minimum.people() && now < first) {
          return false;
        }
      }
      return true;
    }

    private static int keep(MinimumHolders minimum, Moment moment) {
      return moment.with(List.of(minimum.item())).size();
    }
  }

  private static Guards only(List<MinimumHolders> minimums) {
    return new Guards(
        null, null, null, minimums, List.of(), List.of(), null, false, false, true, false, true,
        null, List.of(), List.of(), null);
  }

  @Test
  void noMomentIsWorseThanBothEnds() throws TenantException {
    int waiting = 0;
    for (long seed = 0; seed < TENANTS; seed++) {
      waiting += check(Case.any(seed), "any " + seed);
      waiting += check(Case.crossing(seed), "crossing " + seed);
    }
    assertTrue(waiting > TENANTS, "steps that wait: " + waiting);
  }

  private static int check(Case one, String what) throws TenantException {
    if (one.isOutOfOrder()) {
      return 0;
    }
    for (int failing = 0; failing <= one.plan().steps().size(); failing++) {
      run(one, failing, what);
    }
    return (int) one.plan().steps().stream().filter(s -> !s.dependsOn().isEmpty()).count();
  }

  /** Makes the plan write by write; the one with this number fails. */
  private static void run(Case one, int failing, String what) throws TenantException {
    FakeTenant tenant = one.before().tenant().batchesOf(1);
    if (failing > 0) {
      tenant.failWrite(failing, TenantException.Kind.REFUSED, FakeTenant.Moment.BEFORE_EFFECT);
    }
    var moments = new ArrayList<Moment>();
    for (int n = 1; n <= one.plan().steps().size(); n++) {
      tenant.beforeWrite(n, () -> moments.add(Moment.of(tenant.state(), RandomRoles.MEMBERS)));
    }
    Plan clear =
        new Plan(
            one.plan().basis(),
            one.plan().steps(),
            one.plan().notices(),
            one.plan().findings(),
            new Verdict.Clear(),
            null);
    new Applier(tenant, tenant, 1, RunListener.none(), RunControl.none())
        .apply(clear, granted(one.before()), "run");
    moments.add(Moment.of(tenant.state(), RandomRoles.MEMBERS));
    for (Moment moment : moments) {
      assertTrue(one.allows(moment), () -> what + ", write " + failing + ": " + one.tell(moment));
    }
  }

  private static Granted granted(RandomRoles roles) throws TenantException {
    return GuardPropertiesTest.record(roles.desired(), roles.tenant()).granted();
  }

  @Test
  void aPlanIsBlockedForItsOrderOnlyWhereNoneDoes() throws TenantException {
    int blocked = 0;
    for (long seed = 0; seed < TENANTS; seed++) {
      Case one = Case.crossing(seed);
      if (one.isOutOfOrder() && one.plan().steps().size() <= SEARCHED) {
        blocked++;
        assertFalse(isOrdered(one), "seed " + seed + ": " + one.tell(one.start()));
      }
    }
    assertTrue(blocked > 0, "blocked: " + blocked);
  }

  /** Whether some order of all steps leads from one allowed moment to the next. */
  private static boolean isOrdered(Case one) {
    List<Change> changes = one.changes();
    var seen = new HashSet<BitSet>();
    var open = new ArrayDeque<BitSet>(List.of(new BitSet()));
    while (!open.isEmpty()) {
      BitSet made = open.pop();
      if (made.cardinality() == changes.size()) {
        return true;
      }
      for (int next = made.nextClearBit(0);
          next < changes.size();
          next = made.nextClearBit(next + 1)) {
        var more = (BitSet) made.clone();
        more.set(next);
        if (seen.add(more)
            && one.allows(one.start().after(more.stream().mapToObj(changes::get).toList()))) {
          open.push(more);
        }
      }
    }
    return false;
  }
}
