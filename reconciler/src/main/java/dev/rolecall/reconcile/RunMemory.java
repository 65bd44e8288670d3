package dev.rolecall.reconcile;

import dev.rolecall.apply.ApplyResult;
import dev.rolecall.apply.Outcome;
import dev.rolecall.apply.StepOutcome;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.model.Approval;
import dev.rolecall.model.Creation;
import dev.rolecall.model.GuardMemory;
import dev.rolecall.model.GuardMemory.RunTally;
import dev.rolecall.model.LiveState;
import dev.rolecall.plan.Step;
import dev.rolecall.plan.StepIds;
import dev.rolecall.policy.Objection;
import dev.rolecall.policy.Past;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.RunState;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one run leaves for the guards of later ones. */
final class RunMemory {
  private final ApplyJob job;
  private final String run;
  private final Instant begun;
  private final boolean leavesOut;
  private @Nullable GuardMemory meant;

  /**
   * @param leavesOut something that git asks for is left to a later run
   */
  RunMemory(ApplyJob job, String run, Instant begun, boolean leavesOut) {
    this.job = job;
    this.run = run;
    this.begun = begun;
    this.leavesOut = leavesOut;
  }

  /**
   * What runs before have left. A run that was killed counts as it was meant, unless all of it is
   * still to be done.
   */
  static GuardMemory before(RecordSide side, Comparison compared, Instant now) throws IOException {
    Optional<LastRun> last = side.last();
    if (last.isEmpty()) {
      return GuardMemory.nothing();
    }
    DiffInputs inputs = compared.inputs();
    GuardMemory memory =
        last.get()
            .memory()
            .asOf(now)
            .standing(DrainMemory.standing(inputs.desired(), inputs.live()));
    if (last.get().run().state() == RunState.STARTED && !memory.runs().isEmpty()) {
      Set<String> pending =
          compared.difference().changes().stream().map(StepIds::of).collect(Collectors.toSet());
      boolean untouched =
          last.get().unsettled().meant().stream().map(Step::id).allMatch(pending::contains);
      return untouched ? memory.without(last.get().run().run().id()) : memory;
    }
    return memory;
  }

  /** What guards know of earlier runs. */
  static Past past(DesiredSide asked, LiveState live, GuardMemory memory) throws IOException {
    return new Past(
        start(asked, live),
        memory.recent(),
        memory.retirements(),
        memory.creations().stream().map(Creation::role).collect(Collectors.toSet()),
        memory.losses(),
        brokenOff(asked.record(), memory));
  }

  private static Past.Start start(DesiredSide asked, LiveState live) {
    if (asked.record().last().isPresent()) {
      return Past.Start.LATER_RUN;
    }
    if (asked.desired().roles().keySet().stream()
        .noneMatch(slug -> live.roles().containsKey(slug))) {
      return Past.Start.FRESH_TENANT;
    }
    // A plain folder keeps no record, so every run would be the first.
    return asked.record().record() == null ? Past.Start.LATER_RUN : Past.Start.FIRST_RUN;
  }

  /** The last run, where it has no end and took or gave something; null: it has one. */
  static Past.@Nullable BrokenOff brokenOff(RecordSide side, GuardMemory memory)
      throws IOException {
    Optional<LastRun> last = side.last().filter(one -> one.run().state() == RunState.STARTED);
    if (last.isEmpty()) {
      return null;
    }
    String id = last.get().run().run().id();
    Set<String> steps =
        last.get().unsettled().meant().stream().map(Step::id).collect(Collectors.toSet());
    return memory.runs().stream()
        .filter(run -> run.run().equals(id))
        .map(run -> new Past.BrokenOff(run, steps))
        .findFirst()
        .orElse(null);
  }

  /** As it is meant: each approval that it uses bound to its steps. */
  GuardMemory meant() throws IOException {
    if (meant == null) {
      GuardMemory memory = before(job.asked().record(), job.compared(), begun);
      memory = job.tallying().brokenOff().map(memory::counting).orElse(memory);
      for (Objection objection : job.plan().objections()) {
        if (objection.liftedBy() != null) {
          memory = memory.binding(objection.liftedBy(), objection.steps());
        }
      }
      if (RecordNeeded.isBegunAnew(job.asked(), job.compared().inputs().live())) {
        // Which of them were used before nobody knows, so none lives on.
        for (Approval approval : job.asked().desired().approvals()) {
          memory = memory.binding(approval, List.of());
        }
      }
      memory = memory.with(new DrainMemory(job, begun).meant(memory.drains(), leavesOut));
      memory = memory.creating(created()).losing(job.tallying().losses(begun));
      meant = counting(memory, job.plan().steps().stream().map(Step::id).toList());
    }
    return meant;
  }

  private List<Creation> created() {
    return job.plan().steps().stream()
        .map(Step::change)
        .filter(Change.RoleCreated.class::isInstance)
        .map(Change.RoleCreated.class::cast)
        .map(made -> new Creation(made.role(), begun))
        .toList();
  }

  private GuardMemory counting(GuardMemory memory, List<String> steps) {
    return memory.counting(new RunTally(run, begun, job.tallying().of(steps)));
  }

  /** As it was done. */
  GuardMemory after(ApplyResult.Ran result) throws IOException {
    List<Step> done =
        result.outcomes().stream()
            .filter(outcome -> outcome.outcome() instanceof Outcome.Done)
            .map(StepOutcome::step)
            .toList();
    List<String> ids = done.stream().map(Step::id).toList();
    GuardMemory memory = counting(meant(), ids).spending(ids);
    List<Change> changes = done.stream().map(Step::change).toList();
    return memory.retiring(new DrainMemory(job, begun).retirements(changes));
  }
}
