package dev.rolecall.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.diff.Differ;
import dev.rolecall.diff.Seed;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.GrantRecord;
import dev.rolecall.model.Guards;
import dev.rolecall.model.Guards.GrantBudget;
import dev.rolecall.model.Guards.MinimumHolders;
import dev.rolecall.model.Guards.RemovalBudget;
import dev.rolecall.model.Guards.Sensitive;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Limit;
import dev.rolecall.model.Loss;
import dev.rolecall.model.Retirement;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.model.Tally;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.model.Wildcard;
import dev.rolecall.plan.Origin;
import dev.rolecall.plan.PlanContext;
import dev.rolecall.plan.Planner;
import dev.rolecall.plan.Step;
import dev.rolecall.policy.Past.Start;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.reconcile.Judged;
import dev.rolecall.reconcile.Judges;
import dev.rolecall.reconcile.Judging;
import dev.rolecall.reconcile.Matter;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.FakeTenant;
import dev.rolecall.tenant.KindsOfTenant;
import dev.rolecall.tenant.TenantException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds of all guards together, in random small tenants. */
@Tag("access")
class GuardPropertiesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant THEN = NOW.minus(Duration.ofHours(1));
  private static final SourceRef AT = new SourceRef("rolecall.yaml", 9, 5);
  private static final int TENANTS = 1_000;
  private static final Limit NONE = new Limit(0, 0, 0);

  /** Shares of all would change with anything that there is beside. */
  private static Limit ceiling(int number) {
    return new Limit(number, 100, number);
  }

  private static Guards strict() {
    return new Guards(
        new RemovalBudget(NONE, NONE, NONE, NONE, AT),
        new GrantBudget(NONE, AT),
        new Guards.RevocationBudget(NONE, AT),
        List.of(new MinimumHolders(Holdable.role("first"), 9, AT)),
        List.of(
            new Guards.RequiredHolder(
                new Slug("first"), new SubjectName(SubjectKind.USER, "u0"), AT)),
        List.of(
            new Guards.Protected.OfRole(new Slug("second"), AT),
            new Guards.Protected.OfSubject(new SubjectName(SubjectKind.USER, "u1"), AT)),
        new Sensitive(List.of(new Wildcard("*")), List.of(), 0, AT),
        true,
        true,
        false,
        true,
        true,
        new Guards.DirectUsers(false, false, null, AT),
        List.of(new Guards.MaxDuration(Holdable.role("third"), 1, AT)),
        List.of(),
        new Guards.NetWidening(AT));
  }

  private static Guards ceilings(Random random) {
    return new Guards(
        budget(random),
        new GrantBudget(ceiling(random.nextInt(3)), AT),
        new Guards.RevocationBudget(ceiling(random.nextInt(3)), AT),
        List.of(new MinimumHolders(Holdable.role("first"), 1 + random.nextInt(3), AT)),
        strict().requiredHolders(),
        strict().protectedItems(),
        new Sensitive(List.of(new Wildcard("members:*")), List.of(), 100, AT),
        true,
        true,
        false,
        true,
        true,
        strict().directUsers(),
        strict().maxDurations(),
        List.of(),
        new Guards.NetWidening(AT));
  }

  private static RemovalBudget budget(Random random) {
    return new RemovalBudget(
        ceiling(random.nextInt(3)),
        ceiling(random.nextInt(5)),
        ceiling(random.nextInt(5)),
        ceiling(random.nextInt(4)),
        AT);
  }

  /** As a run after one that has left the tenant as declared before. */
  static Judged judged(
      RandomRoles before,
      RandomRoles after,
      FakeTenant tenant,
      Guards guards,
      Past past,
      List<Separation> policies)
      throws TenantException {
    DesiredState declared = before.desired();
    DesiredState desired = after.desired();
    GrantRecord record = record(declared, tenant);
    var live = tenant.read(Extent.everything(DiffInputs.lookUps(desired, record).names()));
    var inputs =
        new DiffInputs(
            desired,
            new AppliedState.Known("9".repeat(40), THEN, declared),
            record,
            live,
            KindsOfTenant.FLAT,
            NOW);
    DiffResult found = Differ.diff(inputs);
    var plan =
        Planner.plan(
            inputs,
            found,
            new PlanContext(
                new TenantIdentity("tenant-api", "https://acme.example.com", null),
                new Origin(null, false, ""),
                null,
                null));
    var matter =
        new Matter(
            inputs,
            found,
            declared,
            new Judges(List.of(guards), policies, List.of(), RevocationRules.none()),
            List.of(),
            Approvals.none(),
            past,
            null);
    return new Judging(matter, tenant).judge(plan);
  }

  static GrantRecord record(DesiredState declared, FakeTenant tenant) throws TenantException {
    var names = DiffInputs.lookUps(declared, GrantRecord.nothing()).names();
    return Seed.of(declared, tenant.read(Extent.everything(names)), THEN);
  }

  private static Judged judged(
      RandomRoles before, RandomRoles after, FakeTenant tenant, Guards guards, Tally recent)
      throws TenantException {
    return judged(
        before, after, tenant, guards, new Past(Start.LATER_RUN, recent, List.of()), List.of());
  }

  private static Judged judged(RandomRoles before, RandomRoles after, Guards guards)
      throws TenantException {
    return judged(before, after, before.tenant(), guards, Tally.nothing());
  }

  @Test
  void nothingStandsAgainstAnEmptyPlan() throws TenantException {
    for (int seed = 0; seed < TENANTS; seed++) {
      RandomRoles roles = RandomRoles.of(new Random(seed));
      Judged judged = judged(roles, roles, strict());
      assertEquals(List.of(), judged.plan().steps());
      assertEquals(List.of(), judged.plan().objections(), "seed " + seed);
    }
  }

  /** What an objection says of its matter; a budget's steps are all that give, or all that take. */
  private record Said(
      String rule,
      @Nullable Holdable item,
      String amount,
      String message,
      String people,
      Set<String> steps) {
    static Said of(Objection one) {
      return new Said(
          one.rule().id(),
          one.item(),
          "" + one.amount(),
          one.message(),
          "" + one.people(),
          one.steps());
    }
  }

  private static List<Said> said(Judged judged) {
    return judged.plan().objections().stream()
        .filter(one -> !Holdable.role("unrelated").equals(one.item()))
        .map(Said::of)
        .toList();
  }

  @Test
  void anotherRoleChangesNoVerdictAboutTheRest() throws TenantException {
    int objections = 0;
    for (int seed = 0; seed < TENANTS; seed++) {
      var random = new Random(seed);
      RandomRoles before = RandomRoles.of(random);
      RandomRoles after = before.changed(random);
      Guards guards = ceilings(random);
      List<Said> alone = said(judged(before, after, guards));
      objections += alone.size();

      RandomRoles created = after.copy();
      created.add(new Slug("unrelated"), random);
      created.holders(new Slug("unrelated")).clear();
      assertEquals(alone, said(judged(before, created, guards)), "created, seed " + seed);

      // Nobody holds it: what comes with it would be kept when it goes from elsewhere.
      RandomRoles there = before.copy();
      RandomRoles stays = after.copy();
      there.contents(new Slug("unrelated")).addAll(created.contents(new Slug("unrelated")));
      there.holders(new Slug("unrelated")).clear();
      stays.contents(new Slug("unrelated")).addAll(there.contents(new Slug("unrelated")));
      stays.holders(new Slug("unrelated")).clear();
      assertEquals(alone, said(judged(there, stays, guards)), "there, seed " + seed);
    }
    assertTrue(objections > TENANTS, "objections: " + objections);
  }

  @Test
  void slicesDoNotPassWhereTheWholeDoesNot() throws TenantException {
    int sliced = 0;
    for (int seed = 0; seed < TENANTS; seed++) {
      var random = new Random(seed);
      RandomRoles before = RandomRoles.of(random);
      RandomRoles after = before.less(random, 3);
      RandomRoles half = before.halfWay(after, random);
      RandomRoles more = half.halfWay(after, random);
      Guards guards = only(budget(random));
      List<Objection> whole = judged(before, after, guards).plan().objections();
      if (!whole.isEmpty()) {
        sliced++;
        assertTrue(
            isStopped(List.of(before, half, more, after), guards), "seed " + seed + ": " + whole);
      }
    }
    assertTrue(sliced > TENANTS / 4, "stopped as a whole: " + sliced);
  }

  /** Whether one of the runs that lead from each state to the next, within a day, is refused. */
  private static boolean isStopped(List<RandomRoles> states, Guards guards) throws TenantException {
    Tally recent = Tally.nothing();
    for (int i = 1; i < states.size(); i++) {
      RandomRoles from = states.get(i - 1);
      Judged run = judged(from, states.get(i), from.tenant(), guards, recent);
      if (!run.plan().objections().isEmpty()) {
        return true;
      }
      recent = recent.and(run.tallying().of(run.plan().steps().stream().map(Step::id).toList()));
    }
    return false;
  }

  /**
   * Roles go and others come, in up to four runs: people are taken out of an old one before it
   * goes, and put into a new one, which grows, after it is there.
   */
  @Test
  void anExchangeInSlicesDoesNotPassWhereTheWholeDoesNot() throws TenantException {
    Guards guards =
        new Guards(
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            null,
            false,
            true,
            true,
            false,
            true,
            null,
            List.of(),
            List.of(),
            new Guards.NetWidening(AT));
    int stopped = 0;
    for (int seed = 0; seed < TENANTS; seed++) {
      var random = new Random(seed);
      RandomRoles before = RandomRoles.of(random);
      RandomRoles after = before.copy();
      List.copyOf(before.roles()).stream().filter(_ -> random.nextBoolean()).forEach(after::retire);
      after.add(new Slug("young"), random);
      List<RandomRoles> states = before.exchanged(after, random, 1 + random.nextInt(4));
      List<Objection> whole = judged(before, after, guards).plan().objections();
      if (!whole.isEmpty()) {
        stopped++;
        assertTrue(isExchangeStopped(states, guards), "seed " + seed + ": " + whole);
      }
    }
    assertTrue(stopped > TENANTS / 4, "stopped as a whole: " + stopped);
  }

  private static boolean isExchangeStopped(List<RandomRoles> states, Guards guards)
      throws TenantException {
    var retired = new ArrayList<Retirement>();
    var created = new TreeSet<Slug>();
    var losses = new ArrayList<Loss>();
    for (int i = 1; i < states.size(); i++) {
      RandomRoles from = states.get(i - 1);
      var past = new Past(Start.LATER_RUN, Tally.nothing(), retired, created, losses, null);
      Judged run = judged(from, states.get(i), from.tenant(), guards, past, List.of());
      if (!run.plan().objections().isEmpty()) {
        return true;
      }
      for (Step step : run.plan().steps()) {
        switch (step.change()) {
          case Change.RoleRetired gone ->
              retired.add(new Retirement(gone.role(), gone.before().capabilities(), THEN));
          case Change.RoleCreated made -> created.add(made.role());
          default -> {}
        }
      }
      losses.addAll(run.tallying().losses(THEN));
    }
    return false;
  }

  private static Guards only(RemovalBudget budget) {
    return new Guards(
        budget, null, null, List.of(), List.of(), List.of(), null, false, false, true, false, true,
        null, List.of(), List.of(), null);
  }
}
