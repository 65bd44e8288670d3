package dev.rolecall.record;

import dev.rolecall.diff.Change;
import dev.rolecall.git.ChainBranch;
import dev.rolecall.model.Grant;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectId;
import dev.rolecall.plan.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run did: its steps and how they ended, and how the granted set moved beside them. */
final class RunEvents {
  private final ChainBranch branch;
  private final PastRun.Known run;
  private final @Nullable PastRun before;
  private final List<GrantEvent> events = new ArrayList<>();
  private final Set<Grant> made = new HashSet<>();
  private final Set<Grant> taken = new HashSet<>();

  /**
   * @param before the run that it goes on from; null: the chain begins with this one
   */
  RunEvents(ChainBranch branch, PastRun.Known run, @Nullable PastRun before) {
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
    moved();
    return events.stream().sorted(Comparator.comparing(GrantEvent::grant)).toList();
  }

  private void step(Change change, StepResult.Word word) {
    switch (change) {
      case Change.AssignmentAdded c -> add(c.grant(), c.subject(), word, GrantEvent.Meant.GRANT);
      case Change.AssignmentRemoved c ->
          add(c.grant(), c.subject(), word, GrantEvent.Meant.REMOVAL);
      case Change.RoleRetired c ->
          c.holders()
              .forEach(holder ->
                  add(
                      new Grant(c.role(), holder.identity()),
                      holder,
                      word,
                      GrantEvent.Meant.REMOVAL));
      case Change.OfCapability _, Change.OfRole _ -> {}
    }
  }

  private void add(Grant grant, Subject subject, StepResult.Word word, GrantEvent.Meant meant) {
    String name = subject.name();
    events.add(
        switch (word) {
          case DONE -> done(grant, meant, name);
          case FAILED -> new GrantEvent(grant, GrantEvent.Word.FAILED, meant, name);
          case SKIPPED -> new GrantEvent(grant, GrantEvent.Word.NOT_TRIED, meant, name);
          case UNKNOWN -> new GrantEvent(grant, GrantEvent.Word.UNKNOWN, meant, name);
        });
  }

  private GrantEvent done(Grant grant, GrantEvent.Meant meant, String name) {
    return switch (meant) {
      case GRANT -> {
        made.add(grant);
        yield new GrantEvent(grant, GrantEvent.Word.GRANTED, null, name);
      }
      case REMOVAL -> {
        taken.add(grant);
        yield new GrantEvent(grant, GrantEvent.Word.REMOVED, null, name);
      }
    };
  }

  /** What no step of this run explains. */
  private void moved() throws IOException {
    // A chain that was cut off says nothing of who was granted what before, and neither does a
    // commit that cannot be read.
    if (run.run().ties().replaces() != null || before instanceof PastRun.Unreadable) {
      return;
    }
    PastRun.@Nullable Known from = goesOnFrom();
    GrantedFolder.Moved moved =
        GrantedFolder.moved(branch, from == null ? null : from.commit(), run.commit());
    if (moved.isNothing()) {
      return;
    }
    Map<Grant, GrantEvent.Meant> meant = from == null ? Map.of() : from.unsettled();
    Map<SubjectId, String> names = new HashMap<>();
    run.names().forEach(subject -> names.put(subject.identity(), subject.name()));
    for (Grant grant : moved.more()) {
      if (!made.contains(grant)) {
        beside(grant, GrantEvent.Meant.GRANT, GrantEvent.Word.ADOPTED, meant, names);
      }
    }
    for (Grant grant : moved.less()) {
      if (!taken.contains(grant)) {
        beside(grant, GrantEvent.Meant.REMOVAL, GrantEvent.Word.GIVEN_UP, meant, names);
      }
    }
  }

  private void beside(
      Grant grant,
      GrantEvent.Meant done,
      GrantEvent.Word otherwise,
      Map<Grant, GrantEvent.Meant> meant,
      Map<SubjectId, String> names) {
    boolean settled = afterCutStart() || meant.get(grant) == done;
    events.add(
        new GrantEvent(
            grant,
            settled ? GrantEvent.Word.SETTLED : otherwise,
            settled ? done : null,
            names.get(grant.subject())));
  }

  /** Goes on from a killed run whose steps were cut off: what it meant is not known any more. */
  private boolean afterCutStart() {
    return before instanceof PastRun.Known last
        && last.run().ties().replaces() != null
        && last.run().state() == RunState.STARTED;
  }

  /** Null where the record of another tenant stood, and this run began a new one. */
  private PastRun.@Nullable Known goesOnFrom() {
    return before instanceof PastRun.Known last && run.goesOnFrom(last) ? last : null;
  }
}
