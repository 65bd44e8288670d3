package dev.rolecall.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.git.Lineage;
import dev.rolecall.git.MemoryClone;
import dev.rolecall.record.GoingBackModel.Commit;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random histories and runs: {@link GoingBack} says what {@link GoingBackModel} says. */
class GoingBackRandomTest {
  private static final int HISTORIES = 250;
  private static final int EVENTS = 30;

  private final Map<String, Integer> seen = new HashMap<>();

  @Test
  void agreesWithTheModel() throws Exception {
    for (int seed = 1; seed <= HISTORIES; seed++) {
      play(seed);
    }
    assertTrue(seen.values().stream().mapToInt(n -> n).sum() >= 2_000, seen::toString);
    for (String answer :
        List.of(
            "forward",
            "forward, taken in",
            "forward, taken in, gone",
            "forward, kept",
            "superseded",
            "superseded, gone",
            "goes-back",
            "goes-back, gone")) {
      assertTrue(seen.getOrDefault(answer, 0) >= 20, () -> answer + " in " + seen);
    }
  }

  private void play(int seed) throws IOException {
    Random random = new Random(seed);
    MemoryClone git = new MemoryClone();
    RandomHistory history = new RandomHistory(random, git);
    GoingBackModel.@Nullable Memory record = null;
    for (int event = 0; event < EVENTS; event++) {
      history.grow();
      if (random.nextInt(3) == 0) {
        Commit commit = history.pick();
        Set<Commit> clone = history.clone(commit);
        boolean rollback = random.nextInt(6) == 0;
        if (record == null) {
          record = GoingBackModel.after(null, commit, clone, rollback, false);
          continue;
        }
        boolean keep = ask(seed + "/" + event, git, record, commit, clone);
        boolean refused = !GoingBackModel.goingBack(commit, record, clone).isEmpty();
        if (!refused || rollback) {
          record = GoingBackModel.after(record, commit, clone, rollback, keep && !rollback);
        }
      }
    }
  }

  /** Whether the target is kept. */
  private boolean ask(
      String where, MemoryClone git, GoingBackModel.Memory record, Commit commit, Set<Commit> clone)
      throws IOException {
    Commit last = record.last().target();
    boolean older = GoingBackModel.older(commit, record, clone);
    boolean lastReadable = GoingBackModel.readable(last, clone);
    boolean topsReadable =
        record.tops().stream().allMatch(top -> GoingBackModel.readable(top, clone));
    Known known =
        new Known(
            run(git, record.last()),
            record.tops().stream().map(top -> target(git, top)).collect(Collectors.toSet()),
            () -> {
              assertTrue(!topsReadable, "the list of ids was not needed");
              return ids(record.since());
            },
            () -> {
              assertTrue(older || !lastReadable, "the runs before were not needed");
              return record.past().stream().map(run -> run(git, run)).toList();
            });
    String why = GoingBackModel.goingBack(commit, record, clone);
    boolean keep = why.isEmpty() && (older || GoingBackModel.cameBack(commit, record, clone));
    // Before the clone is made: it holds the files that are known by then, a dirty tree's too.
    Candidate candidate = new Candidate(target(git, commit), git.files(commit.tree));
    try (Lineage lineage = git.cloneOf(ids(clone))) {
      GoingBack goingBack = new GoingBack(lineage);
      Direction direction = goingBack.judge(candidate, known);
      String said =
          switch (direction) {
            case Direction.Forward(boolean keepTarget) -> keepTarget ? "keep" : "";
            case Direction.Superseded _, Direction.RolledBack _ -> "superseded";
            case Direction.GoesBack _ -> "goes-back";
          };
      assertEquals(
          keep ? "keep" : why,
          said,
          () -> where + ": " + GoingBackModel.show(commit) + " after " + GoingBackModel.show(last));
      if (topsReadable) {
        assertEquals(
            GoingBackModel.after(record, commit, clone, false, false).tops().stream()
                .map(top -> target(git, top))
                .collect(Collectors.toSet()),
            goingBack.newTops(target(git, commit), known.tops()));
      }
    }
    count(why, keep, commit, record, lastReadable);
    return keep;
  }

  private void count(
      String why, boolean keep, Commit commit, GoingBackModel.Memory record, boolean lastReadable) {
    Commit last = record.last().target();
    boolean takenIn =
        why.isEmpty() && !commit.tree.equals(record.last().files()) && !commit.contains(last);
    String answer =
        (why.isEmpty() ? "forward" : why)
            + (keep ? ", kept" : "")
            + (takenIn ? ", taken in" : "")
            + (lastReadable || (why.isEmpty() && !takenIn) ? "" : ", gone");
    seen.merge(answer, 1, Integer::sum);
  }

  private static FollowedRun run(MemoryClone git, GoingBackModel.Run run) {
    return new FollowedRun(target(git, run.target()), git.files(run.files()), run.rollback());
  }

  private static Followed target(MemoryClone git, Commit commit) {
    return commit.dirty
        ? Followed.dirty(commit.id, git.files(commit.tree))
        : Followed.commit(commit.id);
  }

  private static Set<String> ids(Set<Commit> commits) {
    return commits.stream()
        .filter(commit -> !commit.dirty)
        .map(commit -> commit.id)
        .collect(Collectors.toSet());
  }
}
