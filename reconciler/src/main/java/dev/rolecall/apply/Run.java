package dev.rolecall.apply;

import dev.rolecall.model.Slug;
import dev.rolecall.plan.Level;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Step;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** One run of a plan: level by level, the units of a level in parallel. */
final class Run {
  private final TenantReader reader;
  private final Call call;
  private final int batchSize;
  private final RunLog log;
  private final Semaphore inFlight;
  private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();

  Run(TenantReader reader, Call call, int batchSize, int parallelism, RunLog log) {
    this.reader = reader;
    this.call = call;
    this.batchSize = batchSize;
    this.log = log;
    this.inFlight = new Semaphore(parallelism);
  }

  List<StepOutcome> steps(Plan plan) {
    log.starting(plan.steps().size());
    var levels = new HashMap<Level, List<Step>>();
    plan.steps().forEach(s -> levels.computeIfAbsent(s.level(), _ -> new ArrayList<>()).add(s));
    Set<Slug> touched = plan.basis().roles();
    for (Level level : Level.values()) {
      level(levels.getOrDefault(level, List.of()), touched);
    }
    return plan.steps().stream()
        .map(step -> new StepOutcome(step, Objects.requireNonNull(outcomes.get(step.id()))))
        .toList();
  }

  private void level(List<Step> steps, Set<Slug> touched) {
    List<Step> ready = steps.stream().filter(this::isReady).toList();
    var doubtful = new ConcurrentHashMap<Step, TenantException>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Unit unit : Units.of(ready, batchSize)) {
        // Taken here, so that units start in the plan's order and one in flight means one by one.
        inFlight.acquireUninterruptibly();
        threads.execute(() -> unit(unit, doubtful));
      }
    }
    if (!doubtful.isEmpty()) {
      settle(doubtful, touched);
    }
  }

  /** Whether all that the step needs is done; otherwise it is skipped here. */
  private boolean isReady(Step step) {
    for (String needed : step.after()) {
      if (!(outcomes.get(needed) instanceof Outcome.Done)) {
        end(step, new Outcome.Skipped(needed));
        return false;
      }
    }
    return true;
  }

  private void unit(Unit unit, Map<Step, TenantException> doubtful) {
    try {
      List<Optional<TenantException>> answers = call.make(unit);
      for (int i = 0; i < answers.size(); i++) {
        Step step = unit.steps().get(i);
        answers
            .get(i)
            .ifPresentOrElse(
                failure -> failed(step, failure, doubtful), () -> end(step, new Outcome.Done()));
      }
    } finally {
      inFlight.release();
    }
  }

  private void failed(Step step, TenantException failure, Map<Step, TenantException> doubtful) {
    switch (failure.kind()) {
      case REFUSED, UNREACHABLE -> end(step, new Outcome.Failed(message(failure)));
      case CONFLICT, UNKNOWN_EFFECT -> doubtful.put(step, failure);
    }
  }

  /** A lost answer, or somebody else's hand: reading again tells what is in effect. */
  private void settle(Map<Step, TenantException> doubtful, Set<Slug> touched) {
    try {
      var effect = new Effect(reader.read(Extent.ofRoles(touched)));
      doubtful.forEach((step, failure) ->
          end(
              step,
              effect.has(step.change())
                  ? new Outcome.Done()
                  : new Outcome.Failed(message(failure))));
    } catch (TenantException unreadable) {
      doubtful.forEach((step, failure) ->
          end(
              step,
              new Outcome.Failed(
                  message(failure)
                      + "; whether it took effect is not known, because "
                      + message(unreadable))));
    }
  }

  private void end(Step step, Outcome outcome) {
    outcomes.put(step.id(), outcome);
    log.ended(step, outcome);
  }

  private static String message(TenantException failure) {
    return Objects.requireNonNullElse(failure.getMessage(), failure.kind().name());
  }
}
