package dev.rolecall.reconcile;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.EffectCheck;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectLookups;
import dev.rolecall.plan.Step;
import dev.rolecall.plan.StepIds;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.PastRun;
import dev.rolecall.record.RunRecord;
import dev.rolecall.record.RunState;
import dev.rolecall.record.StepResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run that is to be taken back.
 *
 * @param told by its end, or its beginning
 * @param steps that it did, or of which nobody knows whether it did
 * @param unknown ids of those of which nobody knows
 * @param later the runs after it, newest first
 * @param earlier the runs before it, newest first
 */
record UndoneRun(
    PastRun.Known told,
    List<Step> steps,
    Set<String> unknown,
    List<PastRun.Known> later,
    List<PastRun.Known> earlier) {
  UndoneRun {
    steps = List.copyOf(steps);
    unknown = Set.copyOf(unknown);
    later = List.copyOf(later);
    earlier = List.copyOf(earlier);
  }

  /**
   * Finds it.
   *
   * @param runs of the record, newest first
   * @param id of the run, or the beginning of it
   * @param place of the record, for people
   * @throws InvalidInputException where no run, or more than one, is called that
   */
  static UndoneRun of(List<PastRun> runs, String id, String place) throws IOException {
    if (id.length() < RunById.SHORTEST) {
      throw new InvalidInputException(
          Problem.error(
              RuleId.UNKNOWN_RUN,
              null,
              "\"%s\" is too short to name a run: it takes %d characters of its id."
                  .formatted(id, RunById.SHORTEST)));
    }
    int index = RunById.index(runs, id, place);
    PastRun.Known run = (PastRun.Known) runs.get(index);
    Map<String, StepResult> results =
        run.results().stream().collect(Collectors.toMap(StepResult::step, Function.identity()));
    var steps = new ArrayList<Step>();
    var unknown = new TreeSet<String>();
    for (Step step : run.steps()) {
      // What failed or was not tried is not in effect; a run without an end tells of nothing.
      StepResult.@Nullable Word word =
          run.run().state() == RunState.STARTED
              ? StepResult.Word.UNKNOWN
              : Optional.ofNullable(results.get(step.id())).map(StepResult::word).orElse(null);
      if (word == StepResult.Word.UNKNOWN) {
        unknown.add(step.id());
      }
      if (word == StepResult.Word.UNKNOWN || word == StepResult.Word.DONE) {
        steps.add(step);
      }
    }
    return new UndoneRun(
        run,
        steps,
        unknown,
        known(runs.subList(0, index)),
        known(runs.subList(index + 1, runs.size())));
  }

  private static List<PastRun.Known> known(List<PastRun> runs) {
    return runs.stream()
        .filter(PastRun.Known.class::isInstance)
        .map(PastRun.Known.class::cast)
        .toList();
  }

  RunRecord run() {
    return told.run();
  }

  String id() {
    return run().run().id();
  }

  /**
   * What it did: what it may have done counts if the tenant is so.
   *
   * @param effect in the tenant as it is
   */
  List<Change> done(EffectCheck effect) {
    return steps.stream()
        .filter(step -> !unknown.contains(step.id()) || effect.isInEffect(step.change()))
        .map(Step::change)
        .toList();
  }

  /**
   * Between which runs the files moved that it stands for.
   *
   * @param from null: there was none
   */
  record Moved(PastRun.@Nullable Known from, PastRun.Known to) {}

  /** An undo itself moves no file: it stands for the way back of the run that it undid. */
  Moved moved() {
    @Nullable String undid = run().run().options().undoes();
    for (int i = 0; i < earlier.size(); i++) {
      if (earlier.get(i).run().run().id().equals(undid) && i + 1 < earlier.size()) {
        return new Moved(earlier.get(i), earlier.get(i + 1));
      }
    }
    return new Moved(earlier.isEmpty() ? null : earlier.getFirst(), told);
  }

  /** Whether it is known to have done this. */
  boolean surelyDid(Change change) {
    return !unknown.contains(StepIds.of(change));
  }

  /** The accounts that it gave or took something. */
  SubjectLookups accounts() {
    Set<SubjectId> ids = new TreeSet<>();
    for (Step step : steps) {
      switch (step.change()) {
        case Change.OfHolder change -> ids.add(change.subject().identity());
        case Change.RoleRetired gone ->
            gone.holders().forEach(holder -> ids.add(holder.identity()));
        case Change.OfRole _, Change.OfCapability _ -> {}
      }
    }
    return new SubjectLookups(Set.of(), ids, new TreeMap<>());
  }

  /** The roles whose holders it changed. */
  Set<Slug> roles() {
    return steps.stream()
        .map(step -> step.change().role())
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The roles that it deleted. */
  Set<Slug> deleted() {
    return steps.stream()
        .map(Step::change)
        .filter(Change.RoleRetired.class::isInstance)
        .map(change -> ((Change.RoleRetired) change).role())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
