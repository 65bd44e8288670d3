package dev.rolecall.reconcile;

import dev.rolecall.diff.Change;
import dev.rolecall.model.Ratification;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectLookups;
import dev.rolecall.plan.Step;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.PastRun;
import dev.rolecall.record.RunRecord;
import dev.rolecall.record.StepResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * @param earlier the runs before it, newest first
 */
record UndoneRun(PastRun.Known told, List<Step> steps, List<PastRun.Known> earlier) {
  UndoneRun {
    steps = List.copyOf(steps);
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
    if (id.length() < Ratification.SHORTEST) {
      throw new InvalidInputException(
          Problem.error(RuleId.UNKNOWN_RUN, null, "%s is too short to name a run.".formatted(id)));
    }
    int index = RunById.index(runs, id, place);
    PastRun.Known run = (PastRun.Known) runs.get(index);
    return new UndoneRun(run, done(run), known(runs.subList(index + 1, runs.size())));
  }

  /** What failed or was not tried is not in effect; of the rest the tenant tells. */
  private static List<Step> done(PastRun.Known run) throws IOException {
    Map<String, StepResult> results =
        run.results().stream().collect(Collectors.toMap(StepResult::step, Function.identity()));
    var steps = new ArrayList<Step>();
    for (Step step : run.steps()) {
      @Nullable StepResult result = results.get(step.id());
      boolean mayBe =
          result == null
              ? results.isEmpty()
              : result.word() == StepResult.Word.DONE || result.word() == StepResult.Word.UNKNOWN;
      if (mayBe) {
        steps.add(step);
      }
    }
    return steps;
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

  List<Change> changes() {
    return steps.stream().map(Step::change).toList();
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
