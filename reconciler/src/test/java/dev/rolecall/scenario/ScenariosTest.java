package dev.rolecall.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.apply.Applier;
import dev.rolecall.apply.ApplyResult;
import dev.rolecall.apply.RunControl;
import dev.rolecall.apply.RunListener;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.Granted;
import dev.rolecall.model.LiveState;
import dev.rolecall.plan.Plan;
import dev.rolecall.planfile.PlanFile;
import dev.rolecall.policy.Verdict;
import dev.rolecall.report.Format;
import dev.rolecall.report.NarrowScreen;
import dev.rolecall.tenant.FakeTenant;
import dev.rolecall.tenant.TenantException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of every scenario. */
@Tag("scenarios")
class ScenariosTest {
  private static final int SHUFFLES = 5;

  static Stream<Scenario> scenarios() throws IOException {
    return Scenario.all();
  }

  @Test
  void thereAreScenarios() throws IOException {
    long blocked = 0;
    for (Scenario scenario : scenarios().toList()) {
      blocked +=
          Files.readString(scenario.folder().resolve("plan.txt")).contains("Blocked:") ? 1 : 0;
    }
    assertTrue(scenarios().count() >= 25);
    assertTrue(blocked >= 4, "scenarios that block: " + blocked);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void leadsToItsPlan(Scenario scenario) throws IOException, TenantException {
    var planned = plan(scenario, scenario.tenant());
    var outputs = new LinkedHashMap<String, String>();
    outputs.put("plan.txt", planned.render(Format.TEXT));
    outputs.put("report.md", planned.render(Format.MARKDOWN));
    outputs.put("plan.json", new String(planned.file(), UTF_8));
    Golden.check(scenario.folder(), outputs);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void aNarrowScreenBreaksNoPlace(Scenario scenario) throws IOException, TenantException {
    NarrowScreen.check(plan(scenario, scenario.tenant()).report());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void applyingThePlanLeavesNothingToDo(Scenario scenario) throws IOException, TenantException {
    var tenant = scenario.tenant();
    var planned = plan(scenario, tenant).approved();
    Plan plan = planned.plan();
    var granted = planned.record().granted();
    if (plan.verdict() instanceof Verdict.Blocked) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new Applier(tenant, tenant, 1, RunListener.none(), RunControl.none())
                  .apply(plan, granted, "run"));
      assertEquals(0, tenant.writes());
      return;
    }
    var ran =
        assertInstanceOf(
            ApplyResult.Ran.class,
            new Applier(tenant, tenant, 1, RunListener.none(), RunControl.none())
                .apply(plan, granted, "run"));
    assertTrue(ran.complete(), () -> "" + ran.outcomes());
    assertEquals(List.of(), plan(scenario, tenant).plan().steps());
  }

  /** As after a full apply, which moves the applied commit. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void movingTheAppliedCommitLeavesNothingToDo(Scenario scenario)
      throws IOException, TenantException {
    var tenant = scenario.tenant();
    var planned = plan(scenario, tenant).approved();
    Plan plan = planned.plan();
    var granted = planned.record().granted();
    if (plan.verdict() instanceof Verdict.Blocked) {
      return; // refused above
    }
    apply(tenant, plan, granted);
    Scenario.Asked asked = scenario.ask();
    var applied = new AppliedState.Known(Scenario.COMMIT, scenario.now(), asked.desired());
    var moved =
        new Scenario.Asked(
            asked.loaded(),
            asked.desired(),
            applied,
            null,
            asked.guards(),
            asked.own(),
            asked.provider());
    var left = Planned.of(moved, tenant, scenario.now()).plan().steps();
    assertEquals(List.of(), left);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void orderOfFilesAndListingsNeverShows(Scenario scenario) throws IOException, TenantException {
    String expected = text(plan(scenario, scenario.tenant()).file());
    for (int seed = 1; seed <= SHUFFLES; seed++) {
      var tenant = scenario.tenant().shuffled(seed);
      var planned = Planned.of(scenario.ask(new Random(seed)), tenant, scenario.now());
      assertEquals(expected, text(planned.file()), "seed " + seed);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void thePlanFileReadsBackTheSame(Scenario scenario) throws IOException, TenantException {
    var planned = plan(scenario, scenario.tenant());
    Plan back = PlanFile.read(new ByteArrayInputStream(planned.file()), "plan.json");
    assertEquals(planned.plan(), back);
    assertEquals(text(planned.file()), text(PlanFile.write(back)));
    assertEquals(
        planned.render(Format.TEXT),
        new Planned(back, planned.header(), planned.record()).render(Format.TEXT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void applyingThePlanFileIsApplyingThePlan(Scenario scenario, @TempDir Path folder)
      throws IOException, TenantException {
    Path file = folder.resolve("plan.json");
    var first = scenario.tenant();
    var planned = plan(scenario, first).approved();
    if (planned.plan().verdict() instanceof Verdict.Blocked) {
      return; // refused above
    }
    Files.write(file, planned.file());
    var second = scenario.tenant();
    apply(first, planned.plan(), planned.record().granted());
    try (var in = Files.newInputStream(file)) {
      apply(second, PlanFile.read(in, "plan.json"), planned.record().granted());
    }
    assertEquals(first.log(), second.log());
    assertEquals(content(first.state()), content(second.state()));
  }

  private static Planned plan(Scenario scenario, FakeTenant tenant)
      throws IOException, TenantException {
    return Planned.of(scenario.ask(), tenant, scenario.now());
  }

  /** One write at a time, so that logs compare. */
  private static void apply(FakeTenant tenant, Plan plan, Granted granted) throws TenantException {
    var applier = new Applier(tenant, tenant, 1, RunListener.none(), RunControl.none());
    var ran = assertInstanceOf(ApplyResult.Ran.class, applier.apply(plan, granted, "run"));
    assertTrue(ran.complete(), () -> "" + ran.outcomes());
  }

  private static String content(LiveState live) {
    return "%s %s %s %s"
        .formatted(live.capabilities(), live.roles(), live.holders(), live.retired());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
