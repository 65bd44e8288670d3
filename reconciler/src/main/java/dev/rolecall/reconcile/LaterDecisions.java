package dev.rolecall.reconcile;

import dev.rolecall.diff.Change;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.plan.Step;
import dev.rolecall.record.PastRun;
import dev.rolecall.record.StepResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which runs decided about the same things after a run. What they left may look as that run left
 * it; it is their doing all the same, and not undone with it.
 */
final class LaterDecisions {
  private final Map<Thing, String> last = new HashMap<>();

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
      Set<String> done = new HashSet<>();
      for (StepResult result : run.results()) {
        if (result.word() == StepResult.Word.DONE) {
          done.add(result.step());
        }
      }
      if (!done.isEmpty()) {
        for (Step step : run.steps()) {
          if (done.contains(step.id())) {
            String id = run.run().run().id();
            Thing.of(step.change()).ifPresent(thing -> all.last.put(thing, id));
            @Nullable String undoes = run.run().run().options().undoes();
            if (undoes != null && step.change() instanceof Change.RoleCreated made) {
              all.back.computeIfAbsent(undoes, _ -> new ArrayList<>()).add(made.after());
            }
          }
        }
      }
    }
    return all;
  }

  /**
   * The last run that decided about what this change is about. One that did the same found it not
   * done. A role or a capability that was made or deleted is not undone as such, whoever decided
   * about it.
   */
  Optional<String> about(Change change) {
    return Thing.of(change).flatMap(thing -> Optional.ofNullable(last.get(thing)));
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
