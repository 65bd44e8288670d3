package dev.rolecall.reconcile;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.PastRun;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the one run that somebody names by its id or the beginning of it. */
final class RunById {
  /** Shorter beginnings of an id are no name for a run. */
  static final int SHORTEST = 4;

  private RunById() {}

  /**
   * Where it stands; it is one that can be read.
   *
   * @param place of the record, for people
   * @throws InvalidInputException when no run has it, or several
   */
  static int index(List<PastRun> runs, String id, String place) {
    List<Integer> found =
        IntStream.range(0, runs.size())
            .filter(i ->
                runs.get(i) instanceof PastRun.Known run && run.run().run().id().startsWith(id))
            .boxed()
            .toList();
    if (found.size() != 1) {
      throw new InvalidInputException(
          Problem.error(
              RuleId.UNKNOWN_RUN,
              null,
              found.isEmpty()
                  ? "No run in %s has the id %s.".formatted(place, id)
                  : "%d runs in %s have an id that begins with %s."
                      .formatted(found.size(), place, id)));
    }
    return found.getFirst();
  }
}
