package dev.rolecall.apply;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.diff.Differ;
import dev.rolecall.diff.EffectCheck;
import dev.rolecall.diff.InverseChanges;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.DefinitionIds;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Drains;
import dev.rolecall.model.Grant;
import dev.rolecall.model.GrantRecord;
import dev.rolecall.model.Granted;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Pins;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectName;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.plan.Origin;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.PlanContext;
import dev.rolecall.plan.Planner;
import dev.rolecall.plan.Step;
import dev.rolecall.plan.StepIds;
import dev.rolecall.record.RunEnd;
import dev.rolecall.record.RunState;
import dev.rolecall.record.Settled;
import dev.rolecall.record.Settlement;
import dev.rolecall.record.StepResult;
import dev.rolecall.record.Unsettled;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.FakeTenant;
import dev.rolecall.tenant.TenantException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One random history: commits, hands in the tenant, time that passes, runs that succeed, fail in
 * part, lose answers or are killed, holds, and undoing. After each of our own steps it is asked
 * whether that step was ours to make. Everything below the command line is the real thing, but for
 * the tenant and the branch of the record.
 */
final class Simulation {
  private static final Origin ORIGIN = new Origin("c0ffee", false, "files");
  private static final TenantIdentity TENANT =
      new TenantIdentity("tenant-api", "https://t.example.com", null);

  private final Random random;
  private final SimulationCounts counts;
  private final TenantFeatures features;
  private final List<Subject> subjects;
  private final SimulationOracle oracle;
  private final SimulatedCommits files;
  private final Set<Slug> retired = new TreeSet<>();
  private final List<Past> runs = new ArrayList<>();
  private long commits;
  private Instant now = RandomCase.NOW;
  private LiveState live;
  private DesiredState head;
  private AppliedState applied = new AppliedState.Unknown("nothing was applied yet");
  private Unsettled record = new Unsettled(Granted.nothing(), List.of(), null, Set.of());
  private boolean held;
  private @Nullable Set<String> redo;

  /** A run of ours, and what of it may be in effect. */
  private record Past(List<Step> steps, Set<String> untried) {}

  Simulation(long seed, SimulationCounts counts) {
    random = new Random(seed);
    this.counts = counts;
    commits = seed * 1_000;
    var first = new RandomCase(seed);
    features = first.features;
    subjects = first.subjects;
    oracle = new SimulationOracle(features, subjects);
    files = new SimulatedCommits(features, random, counts);
    live = first.live;
    head = nextCommit();
  }

  void play() throws TenantException {
    int events = 6 + random.nextInt(8);
    for (int i = 0; i < events; i++) {
      counts.events++;
      event();
    }
    settleDown();
  }

  private void event() throws TenantException {
    int kind = random.nextInt(100);
    if (kind < 25) {
      head = nextCommit();
    } else if (kind < 40) {
      hand();
    } else if (kind < 50) {
      now = now.plus(Duration.ofHours(random.nextInt(120)));
    } else if (kind < 54) {
      held = !held;
      counts.held += held ? 1 : 0;
    } else if (kind < 66) {
      undo();
    } else {
      apply(true);
    }
  }

  private DesiredState nextCommit() {
    commits += 2;
    return files.commit(commits, live, now);
  }

  /** What the files ask for now: what is declared and was retired before is left alone. */
  private DesiredState desired() {
    DesiredState then = head.asOf(now);
    var before = new TreeSet<>(then.roles().keySet());
    before.retainAll(retired);
    return new DesiredState(
        then.tenant(),
        then.capabilities(),
        then.roles(),
        then.holdings(),
        then.retired(),
        then.retiredCapabilities(),
        before,
        then.uncounted());
  }

  /** Somebody else gives or takes a role. */
  private void hand() {
    var roles = List.copyOf(live.roles().keySet());
    if (!roles.isEmpty()) {
      live = handed(live, roles.get(random.nextInt(roles.size())), random.nextInt(subjects.size()));
    }
  }

  private LiveState handed(LiveState state, Slug role, int number) {
    Subject subject = subjects.get(number);
    var holders = new TreeMap<>(state.holders());
    var some = new ArrayList<>(state.holders(role));
    if (!some.remove(subject)) {
      some.add(subject);
    }
    holders.put(role, some);
    return state.heldBy(holders);
  }

  // --- runs ---

  private void apply(boolean faults) throws TenantException {
    DesiredState desired = desired();
    var tenant = FakeTenant.holding(live, features);
    LiveState seen = tenant.read(Extent.everything(names(desired)));
    Settled settled = Settlement.settle(record, grant -> holds(seen, grant), now);
    var known =
        new GrantRecord(
            settled.granted(),
            Pins.none(),
            DefinitionIds.none(),
            DefinitionIds.none(),
            Drains.nothing());
    var inputs = new DiffInputs(desired, applied, known, seen, features, now);
    DiffResult difference = Differ.diff(inputs);
    Plan plan = Planner.plan(inputs, difference, context());
    if (held || !plan.verdict().isClear() || redoes(plan)) {
      counts.held += held ? 1 : 0;
      return;
    }
    redo = null;
    plan.steps().forEach(step -> oracle.judge(step.change(), inputs, retired));
    Settled start = settled.without(difference.unwritten().givesUp());
    Set<Grant> adopts = difference.unwritten().adopts();
    RunEnd end = run(plan, tenant, settled.granted(), start, adopts, faults, false);
    if (end != null && end.state() == RunState.DONE) {
      applied = new AppliedState.Known("c" + commits, now, desired);
    }
  }

  private static Set<SubjectName> names(DesiredState desired) {
    return DiffInputs.lookUps(desired, GrantRecord.nothing()).names();
  }

  private static PlanContext context() {
    return new PlanContext(TENANT, ORIGIN, null, null);
  }

  private boolean redoes(Plan plan) {
    return redo != null && plan.steps().stream().map(Step::id).anyMatch(redo::contains);
  }

  private static boolean holds(LiveState state, Grant grant) {
    return state.holders(grant.role()).stream()
        .anyMatch(one -> one.identity().equals(grant.subject()));
  }

  /** Null: it was killed. */
  private @Nullable RunEnd run(
      Plan plan,
      FakeTenant tenant,
      Granted basis,
      Settled start,
      Set<Grant> adopts,
      boolean faults,
      boolean leftOut)
      throws TenantException {
    counts.runs++;
    counts.steps += plan.steps().size();
    int fate = faults && !plan.isEmpty() ? random.nextInt(10) : 9;
    int at = 1 + random.nextInt(Math.max(1, plan.steps().size()));
    if (fate < 3) {
      counts.faults++;
      fault(tenant, at, fate);
    }
    boolean killed = fate == 3;
    counts.kills += killed ? 1 : 0;
    LiveState before = live;
    var between = new ArrayList<LiveState>();
    tenant.batchesOf(1);
    for (int n = 1; n <= plan.steps().size(); n++) {
      tenant.beforeWrite(n, () -> between.add(tenant.state()));
    }
    var calls = new AtomicInteger();
    RunControl control =
        () ->
            killed && calls.getAndIncrement() >= at
                ? Optional.of("it was killed")
                : Optional.empty();
    ApplyResult result =
        new Applier(tenant, tenant, 1, RunListener.none(), control)
            .apply(plan, basis, "run" + counts.runs);
    live = tenant.state();
    between.add(live);
    oracle.inPassing(plan, basis, before, between);
    remember(before);
    if (!(result instanceof ApplyResult.Ran ran)) {
      throw SimulationOracle.wrong("a plan is stale where nobody moved: %s".formatted(result));
    }
    if (killed) {
      runs.add(new Past(plan.steps(), Set.of()));
      record =
          new Unsettled(
              start.granted(), plan.steps(), now.plus(Duration.ofMinutes(30)), start.open());
      return null;
    }
    List<StepResult> results = ran.outcomes().stream().map(Simulation::result).toList();
    runs.add(
        new Past(
            plan.steps(),
            results.stream()
                .filter(one ->
                    one.word() == StepResult.Word.FAILED || one.word() == StepResult.Word.SKIPPED)
                .map(StepResult::step)
                .collect(Collectors.toSet())));
    RunEnd end = RunEnd.of(start, plan.steps(), results, adopts, leftOut);
    List<Step> unknown =
        plan.steps().stream()
            .filter(step ->
                results.stream()
                    .anyMatch(one ->
                        one.step().equals(step.id()) && one.word() == StepResult.Word.UNKNOWN))
            .toList();
    record =
        new Unsettled(
            end.granted(), unknown, now.plus(Duration.ofMinutes(30)), new HashSet<>(end.open()));
    return end;
  }

  private static void fault(FakeTenant tenant, int at, int fate) {
    switch (fate) {
      case 0 ->
          tenant.failWrite(at, TenantException.Kind.UNKNOWN_EFFECT, FakeTenant.Moment.AFTER_EFFECT);
      case 1 ->
          tenant.failWrite(
              at, TenantException.Kind.UNKNOWN_EFFECT, FakeTenant.Moment.BEFORE_EFFECT);
      default ->
          tenant.failWrite(at, TenantException.Kind.REFUSED, FakeTenant.Moment.BEFORE_EFFECT);
    }
  }

  private static StepResult result(StepOutcome step) {
    String id = step.step().id();
    return switch (step.outcome()) {
      case Outcome.Done _ -> StepResult.done(id);
      case Outcome.Failed failed -> new StepResult(id, StepResult.Word.FAILED, failed.message());
      case Outcome.Unknown lost -> new StepResult(id, StepResult.Word.UNKNOWN, lost.message());
      case Outcome.Skipped _ -> new StepResult(id, StepResult.Word.SKIPPED, null);
      case Outcome.NotTried _ -> new StepResult(id, StepResult.Word.SKIPPED, null);
    };
  }

  private void remember(LiveState before) {
    for (Slug role : before.roles().keySet()) {
      if (!live.roles().containsKey(role)) {
        retired.add(role);
      }
    }
    for (Slug role : live.roles().keySet()) {
      if (retired.contains(role)) {
        throw SimulationOracle.wrong("%s is there again".formatted(role));
      }
    }
  }

  // --- undoing ---

  private void undo() throws TenantException {
    if (runs.isEmpty()) {
      return;
    }
    Past past = runs.get(random.nextInt(runs.size()));
    List<Change> done =
        past.steps().stream()
            .filter(step -> !past.untried().contains(step.id()))
            .map(Step::change)
            .toList();
    var renamed = new TreeMap<Slug, Slug>();
    for (Change change : done) {
      if (change instanceof Change.RoleRetired gone && random.nextBoolean()) {
        Slug slug = new Slug("back" + commits + "-" + renamed.size());
        if (!live.roles().containsKey(slug) && !retired.contains(slug)) {
          renamed.put(gone.role(), slug);
        }
      }
    }
    DesiredState desired = desired();
    var tenant = FakeTenant.holding(live, features);
    LiveState seen = tenant.read(Extent.everything(names(desired)));
    Settled settled = Settlement.settle(record, grant -> holds(seen, grant), now);
    InverseChanges.Found found = InverseChanges.of(done, seen, features, renamed);
    counts.undone += found.undone().size();
    counts.left += found.left().size();
    var known = new GrantRecord(settled.granted(), Pins.none());
    var inputs = new DiffInputs(desired, applied, known, seen, features, now);
    var back =
        new DiffResult(
            found.undone().stream().map(InverseChanges.Undone::back).toList(), List.of());
    Plan plan = Planner.plan(inputs, back, context());
    for (InverseChanges.Undone one : found.undone()) {
      oracle.backwards(one, retired);
    }
    boolean faults = random.nextBoolean();
    RunEnd end = run(plan, tenant, settled.granted(), settled, Set.of(), faults, true);
    if (end != null && !faults) {
      var effect = new EffectCheck(live);
      for (InverseChanges.Undone one : found.undone()) {
        if (!effect.isInEffect(one.back())) {
          throw SimulationOracle.wrong("%s was to be undone, and is not".formatted(one.done()));
        }
      }
    }
    redo = found.undone().stream().map(one -> StepIds.of(one.done())).collect(Collectors.toSet());
  }

  // --- the end ---

  /** Without faults and holds: the run after the last one has nothing to do. */
  private void settleDown() throws TenantException {
    held = false;
    redo = null;
    now = now.plus(Duration.ofHours(2));
    for (int i = 0; i < 3; i++) {
      apply(false);
    }
    DesiredState desired = desired();
    LiveState seen = FakeTenant.holding(live, features).read(Extent.everything(names(desired)));
    var known = new GrantRecord(record.granted(), Pins.none());
    var inputs = new DiffInputs(desired, applied, known, seen, features, now);
    Plan last = Planner.plan(inputs, Differ.diff(inputs), context());
    if (last.verdict().isClear() && !last.isEmpty()) {
      throw SimulationOracle.wrong(
          "the run after the last one would still do %s".formatted(last.steps().getFirst()));
    }
  }
}
