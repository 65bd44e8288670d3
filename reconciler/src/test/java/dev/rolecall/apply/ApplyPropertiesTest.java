package dev.rolecall.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.model.AppliedState;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.plan.Level;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Step;
import dev.rolecall.tenant.FakeTenant;
import dev.rolecall.tenant.TenantException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What must hold of plan and apply for any tenant, any history and any commit. */
@Tag("apply")
class ApplyPropertiesTest {
  private static final int CASES = 1_500;

  private static LongStream seeds() {
    return LongStream.range(0, CASES);
  }

  @Test
  void afterApplyingThePlanNothingIsLeftToDo() throws TenantException {
    for (long seed : seeds().toArray()) {
      var some = new RandomCase(seed);
      var tenant = some.tenant().batchesOf(1 + (int) (seed % 4));
      var result =
          new Applier(tenant, tenant).apply(some.plan(tenant), some.record.granted(), "run");
      var ran = assertInstanceOf(ApplyResult.Ran.class, result);
      assertTrue(ran.complete(), () -> "seed " + seed + ": " + ran.outcomes());
      assertEquals(List.of(), some.plan(tenant).steps(), () -> "seed " + seed);
    }
  }

  /** Users of roles that git does not look after may make the order more careful, never less. */
  @Test
  void usersThatNobodyAskedForDoNotShow() throws TenantException {
    int trimmed = 0;
    for (long seed : seeds().toArray()) {
      var some = new RandomCase(seed);
      var plan = some.plan(some.tenant());
      var full = some.planFromEverything(some.tenant());
      assertEquals(full.findings(), plan.findings(), () -> "seed " + seed);
      assertEquals(full.basis(), plan.basis(), () -> "seed " + seed);
      assertEquals(ids(full), ids(plan), () -> "seed " + seed);
      for (Step step : plan.steps()) {
        Step same =
            full.steps().stream().filter(s -> s.id().equals(step.id())).findFirst().orElseThrow();
        assertEquals(same.change(), step.change());
        if (!step.equals(same) && step.level() == same.level()) {
          assertTrue(step.dependsOn().containsAll(same.dependsOn()), () -> "seed " + seed + step);
        }
        if (step.level() != same.level()) {
          trimmed++;
          assertEquals(Level.REMOVE_FIRST, step.level(), () -> "seed " + seed + step);
        }
      }
    }
    assertTrue(trimmed > 0, "the cases must have users that are not asked for");
  }

  private static Set<String> ids(Plan plan) {
    return plan.steps().stream().map(Step::id).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void orderOfFilesAndListingsNeverShows() throws TenantException {
    for (long seed : seeds().toArray()) {
      var some = new RandomCase(seed);
      var plan = some.plan(some.tenant());
      var shuffled = some.tenant().shuffled(seed + 1);
      assertEquals(plan.steps(), some.plan(shuffled, some.shuffledDesired(seed)).steps());
      assertEquals(plan.basis(), some.plan(shuffled).basis());
    }
  }

  @Test
  void whatGitNeverGrantedItLeavesAlone() throws TenantException {
    for (long seed : seeds().toArray()) {
      var some = new RandomCase(seed);
      var tenant = some.tenant();
      new Applier(tenant, tenant).apply(some.plan(tenant), some.record.granted(), "run");
      var after = tenant.state();
      for (var found : some.live.roles().entrySet()) {
        Slug role = found.getKey();
        var holding = some.desired.holdings().get(role);
        boolean withdrawn =
            some.applied instanceof AppliedState.Known known
                && known.state().holdings().containsKey(role)
                && found.getValue().system();
        if (some.desired.retired().containsKey(role) || withdrawn) {
          continue;
        }
        for (Subject subject : some.live.holders(role)) {
          boolean exact =
              holding != null && holding.manage().of(subject.kind()) == ManageMode.EXACT;
          if (!exact && !grantedBefore(some, role, subject)) {
            assertTrue(after.holders(role).contains(subject), () -> "seed " + seed + " " + role);
          }
        }
      }
    }
  }

  @Test
  void aFailedWriteIsToldAndTheNextRunConverges() throws TenantException {
    var kinds = TenantException.Kind.values();
    for (long seed : seeds().toArray()) {
      var some = new RandomCase(seed);
      var tenant = some.tenant().batchesOf(2);
      var kind = kinds[(int) (seed % kinds.length)];
      tenant.failWrite(
          1 + (int) (seed % 5),
          kind,
          kind == TenantException.Kind.UNKNOWN_EFFECT && seed % 2 == 0
              ? FakeTenant.Moment.AFTER_EFFECT
              : FakeTenant.Moment.BEFORE_EFFECT);
      var plan = some.plan(tenant);
      var ran =
          assertInstanceOf(
              ApplyResult.Ran.class,
              new Applier(tenant, tenant).apply(plan, some.record.granted(), "run"));
      assertEquals(plan.steps(), ran.outcomes().stream().map(StepOutcome::step).toList());
      var left = new HashSet<>(some.plan(tenant).steps().stream().map(Step::id).toList());
      ran.outcomes().stream()
          .filter(o -> o.outcome() instanceof Outcome.Done)
          .forEach(o -> assertTrue(!left.contains(o.step().id()), () -> "seed " + seed + o));
      new Applier(tenant, tenant).apply(some.plan(tenant), some.record.granted(), "again");
      assertEquals(List.of(), some.plan(tenant).steps(), () -> "seed " + seed);
    }
  }

  private static boolean grantedBefore(RandomCase some, Slug role, Subject subject) {
    return some.applied instanceof AppliedState.Known known
        && known.state().holdings().containsKey(role)
        && known.state().holdings().get(role).assignments().stream()
            .anyMatch(a -> a.subject().folded().equals(subject.key()));
  }
}
