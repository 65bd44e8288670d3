package dev.rolecall.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.model.LiveState;
import dev.rolecall.model.Subject;
import dev.rolecall.plan.Level;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Step;
import dev.rolecall.tenant.FakeTenant;
import dev.rolecall.tenant.TenantException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * At no moment of a run does a subject hold a role or capability that it holds neither before the
 * run nor after it, over roles in roles too.
 */
@Tag("apply")
class HeldInPassingTest {
  private static final int CASES = 1_500;
  private static final String RUN = "run";

  @Test
  void whenEveryStepIsDone() throws TenantException {
    int reordered = 0;
    int nested = 0;
    for (long seed = 0; seed < CASES; seed++) {
      var some = new RandomCase(seed);
      var plan = some.plan(some.tenant());
      assertTrue(check(some, plan, some.tenant(), "seed " + seed), "seed " + seed);
      int first = (int) plan.steps().stream().filter(HeldInPassingTest::isFirst).count();
      reordered += first;
      nested += some.features.roleArea() == null ? 0 : first;
    }
    assertTrue(nested > 100, "roles in roles must make the order matter: " + nested);
    assertTrue(reordered > nested + 100, "flat ones too: " + reordered);
  }

  /** Steps of a level in any order, and one write that is refused: what waits for it is held. */
  @Test
  void whenAStepFails() throws TenantException {
    int failed = 0;
    for (long seed = 0; seed < CASES; seed++) {
      var some = new RandomCase(seed);
      var random = new Random(seed);
      var plan = shuffled(some.plan(some.tenant()), random);
      int write = 1 + random.nextInt(Math.max(1, plan.steps().size()));
      var tenant =
          some.tenant()
              .failWrite(write, TenantException.Kind.REFUSED, FakeTenant.Moment.BEFORE_EFFECT);
      failed += check(some, plan, tenant, "seed " + seed + ", write " + write) ? 0 : 1;
    }
    assertTrue(failed > CASES / 2, "most runs must fail: " + failed);
  }

  /** Runs the plan write by write; whether every step was done. */
  private static boolean check(RandomCase some, Plan plan, FakeTenant tenant, String what)
      throws TenantException {
    var between = new ArrayList<LiveState>();
    tenant.batchesOf(1);
    for (int n = 1; n <= plan.steps().size(); n++) {
      tenant.beforeWrite(n, () -> between.add(tenant.state()));
    }
    var result =
        new Applier(tenant, tenant, 1, RunListener.none(), RunControl.none())
            .apply(plan, some.record.granted(), RUN);
    between.add(tenant.state());
    var whole = some.tenant();
    new Applier(whole, whole).apply(plan, some.record.granted(), RUN);
    for (Subject subject : some.subjects) {
      var allowed = HeldOracle.held(some.tenant().state(), some.features, subject);
      allowed.addAll(HeldOracle.held(whole.state(), some.features, subject));
      for (LiveState moment : between) {
        var held = HeldOracle.held(moment, some.features, subject);
        held.removeAll(allowed);
        assertEquals(Set.of(), held, () -> what + ", " + subject);
      }
    }
    return assertInstanceOf(ApplyResult.Ran.class, result).complete();
  }

  private static Plan shuffled(Plan plan, Random random) {
    List<Step> steps = new ArrayList<>(plan.steps());
    Collections.shuffle(steps, random);
    steps.sort((a, b) -> a.level().compareTo(b.level()));
    return new Plan(
        plan.basis(), steps, plan.notices(), plan.findings(), plan.verdict(), plan.goodUntil());
  }

  private static boolean isFirst(Step step) {
    return step.level() == Level.REMOVE_FIRST;
  }
}
