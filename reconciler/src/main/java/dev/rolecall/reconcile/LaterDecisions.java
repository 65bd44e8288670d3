package dev.rolecall.reconcile;

import dev.rolecall.diff.Change;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.plan.Step;
import dev.rolecall.plan.StepIds;
import dev.rolecall.record.PastRun;
import dev.rolecall.record.RunInfo;
import dev.rolecall.record.StepResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which runs decided about the same things after a run. What they left may look as that run left
 * it; it is their doing all the same, and not undone with it.
 */
final class LaterDecisions {
  private final Map<Thing, String> last = new HashMap<>();

  /** By the ids of steps that a run meant to do, whether it did them or not. */
  private final Map<String, String> meant = new HashMap<>();

  /** What an undo of a run brought back, by the run. */
  private final Map<String, List<RoleDefinition>> back = new HashMap<>();

  private LaterDecisions() {}

  /** What tells the things apart that a change is about. */
  private record Thing(Object of, Object what) {
    static Optional<Thing> of(Change change) {
      return switch (change) {
        case Change.CapabilityEdited c -> Optional.of(new Thing(c.id(), "text"));
        case Change.RoleTextEdited c -> Optional.of(new Thing(c.role(), c.text()));
        case Change.RoleCapabilityAdded c -> Optional.of(new Thing(c.role(), c.capability()));
        case Change.RoleCapabilityRemoved c -> Optional.of(new Thing(c.role(), c.capability()));
        case Change.AssignmentAdded c -> Optional.of(new Thing(c.role(), c.subject().identity()));
        case Change.AssignmentRemoved c -> Optional.of(new Thing(c.role(), c.subject().identity()));
        case Change.CapabilityCreated _,
            Change.CapabilityRemoved _,
            Change.RoleCreated _,
            Change.RoleRetired _ ->
            Optional.empty();
      };
    }
  }

  /**
   * Of these runs.
   *
   * @param later newest first
   */
  static LaterDecisions of(List<PastRun.Known> later) throws IOException {
    var all = new LaterDecisions();
    for (PastRun.Known run : later.reversed()) {
      Set<String> done =
          run.results().stream()
              .filter(result -> result.word() == StepResult.Word.DONE)
              .map(StepResult::step)
              .collect(Collectors.toSet());
      for (Step step : run.steps()) {
        all.meant.put(step.id(), run.run().run().id());
        if (done.contains(step.id())) {
          all.add(step.change(), run.run().run());
        }
      }
    }
    return all;
  }

  private void add(Change change, RunInfo run) {
    Thing.of(change).ifPresent(thing -> last.put(thing, run.id()));
    @Nullable String undoes = run.options().undoes();
    if (undoes != null && change instanceof Change.RoleCreated made) {
      back.computeIfAbsent(undoes, _ -> new ArrayList<>()).add(made.after());
    }
  }

  /**
   * The last run that decided about what this change is about. A role or a capability that was made
   * or deleted is not undone as such, whoever decided about it.
   *
   * @param known whether the change is known to have been made: where it is not, a later run that
   *     meant the same has found it not made
   */
  Optional<String> about(Change change, boolean known) {
    Optional<String> decided =
        Thing.of(change).flatMap(thing -> Optional.ofNullable(last.get(thing)));
    return known ? decided : decided.or(() -> Optional.ofNullable(meant.get(StepIds.of(change))));
  }

  /** The slug by which a role is back that a run deleted. */
  Optional<Slug> back(Change done, String run) {
    if (!(done instanceof Change.RoleRetired gone)) {
      return Optional.empty();
    }
    RoleDefinition was = gone.before();
    return back.getOrDefault(run, List.of()).stream()
        .filter(one ->
            one.name().equals(was.name())
                && one.description().equals(was.description())
                && was.capabilities().containsAll(one.capabilities()))
        .map(RoleDefinition::slug)
        .findFirst();
  }
}
