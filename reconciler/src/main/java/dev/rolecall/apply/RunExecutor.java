package dev.rolecall.apply;

import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toSet;

import dev.rolecall.diff.EffectCheck;
import dev.rolecall.model.Slug;
import dev.rolecall.plan.Level;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Step;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.util.ArrayList;
import java.util.Collections;
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

/** One run of a plan: level by level, the batches of a level in parallel. */
final class RunExecutor {
  private final TenantReader reader;
  private final BatchWriter writer;
  private final int batchSize;
  private final RunListener log;
  private final RunControl control;
  private final Semaphore inFlight;
  private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();

  RunExecutor(
      TenantReader reader,
      BatchWriter writer,
      int batchSize,
      int parallelism,
      RunListener log,
      RunControl control) {
    this.reader = reader;
    this.writer = writer;
    this.batchSize = batchSize;
    this.log = log;
    this.control = control;
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

  /** Wave by wave, for steps of one level that wait for others of it; mostly there is one wave. */
  private void level(List<Step> steps, Set<Slug> touched) {
    List<Step> open = steps;
    while (!open.isEmpty()) {
      Set<String> ids = open.stream().map(Step::id).collect(toSet());
      Map<Boolean, List<Step>> byWaiting =
          open.stream()
              .collect(partitioningBy(s -> s.dependsOn().stream().anyMatch(ids::contains)));
      List<Step> wave = byWaiting.getOrDefault(false, List.of());
      List<Step> waiting = byWaiting.getOrDefault(true, List.of());
      if (wave.isEmpty()) { // each waits for another: none is ready, and each is skipped
        wave(waiting, touched);
        return;
      }
      wave(wave, touched);
      open = waiting;
    }
  }

  private void wave(List<Step> steps, Set<Slug> touched) {
    List<Step> ready = steps.stream().filter(this::isReady).toList();
    var doubtful = new ConcurrentHashMap<Step, TenantException>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (WriteBatch batch : WriteBatches.of(ready, batchSize)) {
        // Taken here, so that batches start in the plan's order and one in flight means one by one.
        inFlight.acquireUninterruptibly();
        Optional<String> stop = control.whyStop();
        if (stop.isPresent()) {
          inFlight.release();
          batch.steps().forEach(step -> end(step, new Outcome.NotTried(stop.get())));
        } else {
          threads.execute(() -> write(batch, doubtful));
        }
      }
    }
    if (!doubtful.isEmpty()) {
      resolveDoubtful(doubtful, touched);
    }
  }

  /** Whether all that the step needs is done; otherwise it is skipped here. */
  private boolean isReady(Step step) {
    for (String needed : step.dependsOn()) {
      if (!(outcomes.get(needed) instanceof Outcome.Done)) {
        end(step, new Outcome.Skipped(needed));
        return false;
      }
    }
    return true;
  }

  private void write(WriteBatch batch, Map<Step, TenantException> doubtful) {
    try {
      List<Optional<TenantException>> answers = answers(batch);
      for (int i = 0; i < answers.size(); i++) {
        Step step = batch.steps().get(i);
        answers
            .get(i)
            .ifPresentOrElse(
                failure -> failed(step, failure, doubtful), () -> end(step, new Outcome.Done()));
      }
    } finally {
      inFlight.release();
    }
  }

  /** What nobody foresaw in one call is the outcome of its steps, never the end of the run. */
  private List<Optional<TenantException>> answers(WriteBatch batch) {
    try {
      return writer.write(batch);
    } catch (RuntimeException | OutOfMemoryError e) {
      return Collections.nCopies(batch.steps().size(), Optional.of(CallFailure.unforeseen(e)));
    }
  }

  private void failed(Step step, TenantException failure, Map<Step, TenantException> doubtful) {
    switch (failure.kind()) {
      case REFUSED, UNREACHABLE -> end(step, new Outcome.Failed(CallFailure.message(failure)));
      case NOT_SENT -> end(step, new Outcome.NotTried(CallFailure.message(failure)));
      case CONFLICT, UNKNOWN_EFFECT -> doubtful.put(step, failure);
    }
  }

  /** A lost answer, or somebody else's hand: reading again tells what is in effect. */
  private void resolveDoubtful(Map<Step, TenantException> doubtful, Set<Slug> touched) {
    try {
      var check = new EffectCheck(reader.read(Extent.ofRoles(touched)));
      doubtful.forEach((step, failure) ->
          end(step, check.isInEffect(step.change()) ? new Outcome.Done() : notInEffect(failure)));
    } catch (TenantException unreadable) {
      doubtful.forEach((step, failure) ->
          end(
              step,
              new Outcome.Unknown(
                  CallFailure.message(failure)
                      + "; whether it took effect is not known, because "
                      + CallFailure.message(unreadable))));
    }
  }

  /** A request whose answer was lost may still be on its way. */
  private static Outcome notInEffect(TenantException failure) {
    return switch (failure.kind()) {
      case UNKNOWN_EFFECT ->
          new Outcome.Unknown(
              CallFailure.message(failure) + "; it was not in effect when looked at after");
      case REFUSED, CONFLICT, UNREACHABLE, NOT_SENT ->
          new Outcome.Failed(CallFailure.message(failure));
    };
  }

  private void end(Step step, Outcome outcome) {
    outcomes.put(step.id(), outcome);
    log.ended(step, outcome);
  }
}
