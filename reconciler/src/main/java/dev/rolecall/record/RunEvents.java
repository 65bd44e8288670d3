package dev.rolecall.record;

import dev.rolecall.diff.Change;
import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.model.Grant;
import dev.rolecall.model.Subject;
import dev.rolecall.plan.Step;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a run did: its steps and how they ended, and how the granted set moved beside them. */
final class RunEvents {
  private final ChainBranch branch;
  private final PastRun.Known run;
  private final PastRun.@Nullable Known before;
  private final Map<Grant, GrantEvent> events = new TreeMap<>();

  RunEvents(ChainBranch branch, PastRun.Known run, PastRun.@Nullable Known before) {
    this.branch = branch;
    this.run = run;
    this.before = before;
  }

  List<GrantEvent> all() throws IOException {
    Map<String, StepResult.Word> results = new HashMap<>();
    run.results().forEach(result -> results.put(result.step(), result.word()));
    boolean open = run.run().state() == RunState.STARTED;
    for (Step step : run.steps()) {
      StepResult.Word word = results.get(step.id());
      if (word == null) {
        word = open ? StepResult.Word.UNKNOWN : StepResult.Word.SKIPPED;
      }
      step(step.change(), word);
    }
    // A chain that was cut off says nothing of who was granted what before.
    if (run.run().ties().replaces() == null) {
      moved();
    }
    return events.values().stream().sorted(Comparator.comparing(GrantEvent::grant)).toList();
  }

  private void step(Change change, StepResult.Word word) {
    switch (change) {
      case Change.AssignmentAdded c ->
          add(new Grant(c.role(), c.subject().identity()), c.subject(), word, true);
      case Change.AssignmentRemoved c ->
          add(new Grant(c.role(), c.subject().identity()), c.subject(), word, false);
      case Change.RoleRetired c ->
          c.holders()
              .forEach(holder ->
                  add(new Grant(c.before().slug(), holder.identity()), holder, word, false));
      case Change.CapabilityCreated _,
          Change.CapabilityEdited _,
          Change.CapabilityRemoved _,
          Change.RoleCreated _,
          Change.RoleTextEdited _,
          Change.RoleCapabilityAdded _,
          Change.RoleCapabilityRemoved _ -> {}
    }
  }

  private void add(Grant grant, Subject subject, StepResult.Word word, boolean granted) {
    GrantEvent.Word what =
        switch (word) {
          case DONE -> granted ? GrantEvent.Word.GRANTED : GrantEvent.Word.REMOVED;
          case FAILED, SKIPPED -> GrantEvent.Word.FAILED;
          case UNKNOWN -> GrantEvent.Word.UNKNOWN;
        };
    events.put(grant, new GrantEvent(grant, what, subject.name()));
  }

  private void moved() throws IOException {
    ChainCommit from = before == null || isAnother(before) ? null : before.commit();
    GrantedFolder.Moved moved = GrantedFolder.moved(branch, from, run.commit());
    if (moved.isNothing()) {
      return;
    }
    Set<Grant> meant = meantBefore();
    moved
        .more()
        .forEach(grant ->
            beside(
                grant, meant.contains(grant) ? GrantEvent.Word.SETTLED : GrantEvent.Word.ADOPTED));
    moved
        .less()
        .forEach(grant ->
            beside(
                grant, meant.contains(grant) ? GrantEvent.Word.SETTLED : GrantEvent.Word.GIVEN_UP));
  }

  /** The record of another tenant stood here, and this run began a new one. */
  private boolean isAnother(PastRun.Known last) {
    return run.run().ties().movedFrom() == null
        && !last.run().run().tenant().equals(run.run().run().tenant());
  }

  /** What no step of this run explains. */
  private void beside(Grant grant, GrantEvent.Word word) {
    GrantEvent event = events.get(grant);
    if (event == null
        || event.word() == GrantEvent.Word.FAILED
        || event.word() == GrantEvent.Word.UNKNOWN) {
      events.put(grant, new GrantEvent(grant, word, event == null ? null : event.name()));
    }
  }

  private Set<Grant> meantBefore() throws IOException {
    var meant = new HashSet<Grant>();
    if (before != null && before.run().state() != RunState.DONE) {
      for (Step step : before.steps()) {
        if (step.change() instanceof Change.AssignmentAdded c) {
          meant.add(new Grant(c.role(), c.subject().identity()));
        } else if (step.change() instanceof Change.AssignmentRemoved c) {
          meant.add(new Grant(c.role(), c.subject().identity()));
        }
      }
    }
    return meant;
  }
}
