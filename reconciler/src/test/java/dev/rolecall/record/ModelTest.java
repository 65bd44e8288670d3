package dev.rolecall.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.model.Grant;
import dev.rolecall.model.Granted;
import dev.rolecall.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Settling and the end against the executable contract, ported line by line; times are minutes. */
class ModelTest {
  private static final int CASES = 5_000;
  private static final int GRACE = 5;

  private record Op(String op, String role, String user) {}

  private record Open(String role, String user, int lease) {}

  private record Pair(String role, String user) {}

  private final Random random = new Random(7);

  @Test
  void settlingIsTheModels() {
    for (int i = 0; i < CASES; i++) {
      Set<Pair> recorded = pairs(6);
      Set<Pair> held = pairs(9);
      List<Op> meant = ops();
      int lease = random.nextInt(60);
      int now = random.nextInt(90);
      Set<Open> open = new HashSet<>();
      pairs(4).forEach(p -> open.add(new Open(p.role(), p.user(), random.nextInt(60))));

      // settle(rec, live, now)
      Set<Pair> granted = new HashSet<>(recorded);
      Set<Open> still = new HashSet<>();
      for (Op op : meant) {
        var pair = new Pair(op.role(), op.user());
        boolean isHeld = held.contains(pair);
        if (op.op().equals("grant") && isHeld) {
          granted.add(pair);
        } else if (op.op().equals("remove") && !isHeld) {
          granted.remove(pair);
        }
        if (op.op().equals("grant") && !isHeld) {
          still.add(new Open(op.role(), op.user(), lease));
        }
      }
      open.stream()
          .map(o -> new Pair(o.role(), o.user()))
          .filter(held::contains)
          .forEach(granted::add);
      still.addAll(open);
      still.removeIf(o -> now >= o.lease() + GRACE || held.contains(new Pair(o.role(), o.user())));

      var unsettled =
          new Unsettled(granted(recorded), steps(meant), at(lease), Set.copyOf(opens(open)));
      Settled settled = Settlement.settle(unsettled, grant -> held.contains(pair(grant)), at(now));
      assertEquals(granted(granted), settled.granted(), "case " + i);
      assertEquals(opens(still), settled.open(), "case " + i);
    }
  }

  @Test
  void theEndIsTheModels() {
    for (int i = 0; i < CASES; i++) {
      Set<Pair> granted = pairs(8);
      Set<Pair> adopts = pairs(4);
      List<Op> steps = ops();
      boolean excluded = random.nextInt(4) == 0;
      Set<Open> still = new HashSet<>();
      pairs(4).forEach(p -> still.add(new Open(p.role(), p.user(), random.nextInt(60))));
      Set<Open> before = new HashSet<>(still);
      int luck = 1 + random.nextInt(6);
      List<StepResult> results = new ArrayList<>();
      Set<Op> done = new HashSet<>();
      for (Op op : steps) {
        StepResult.Word word =
            random.nextInt(luck) == 0
                ? StepResult.Word.DONE
                : Samples.one(random, StepResult.Word.values());
        results.add(new StepResult(id(op), word, null));
        if (word == StepResult.Word.DONE) {
          done.add(op);
        }
      }

      // the end of Run.go
      boolean left = excluded || done.size() < steps.size();
      Set<Pair> after = new HashSet<>(granted);
      done.stream()
          .filter(s -> s.op().equals("grant"))
          .forEach(s -> after.add(new Pair(s.role(), s.user())));
      if (!left) {
        after.addAll(adopts);
      }
      done.stream()
          .filter(s -> s.op().equals("remove"))
          .forEach(s -> after.remove(new Pair(s.role(), s.user())));
      Set<String> gone =
          done.stream()
              .filter(s -> s.op().equals("retire"))
              .map(Op::role)
              .collect(Collectors.toSet());
      after.removeIf(p -> gone.contains(p.role()));
      still.removeIf(o ->
          done.stream()
              .anyMatch(s ->
                  !s.op().equals("retire")
                      && s.role().equals(o.role())
                      && s.user().equals(o.user())));

      RunEnd end =
          RunEnd.of(
              new Settled(granted(granted), opens(before)),
              steps(steps),
              results,
              granted(adopts).stream().toList(),
              excluded);
      assertEquals(granted(after), end.granted(), "case " + i);
      assertEquals(left ? RunState.PARTIAL : RunState.DONE, end.state(), "case " + i);
      assertEquals(opens(still), end.open(), "case " + i);
    }
  }

  /** One op for each pair at most, as a plan has. */
  private List<Op> ops() {
    List<Op> ops = new ArrayList<>();
    for (Pair pair : pairs(7)) {
      ops.add(new Op(random.nextBoolean() ? "grant" : "remove", pair.role(), pair.user()));
    }
    if (random.nextInt(4) == 0) {
      ops.add(new Op("retire", "r" + random.nextInt(4), ""));
    }
    return ops;
  }

  private Set<Pair> pairs(int most) {
    Set<Pair> pairs = new HashSet<>();
    for (int n = random.nextInt(most + 1); n > 0; n--) {
      pairs.add(new Pair("r" + random.nextInt(3), "u" + random.nextInt(4)));
    }
    return pairs;
  }

  private static String id(Op op) {
    return step(op).id();
  }

  private static List<Step> steps(List<Op> ops) {
    return ops.stream().map(ModelTest::step).toList();
  }

  private static Step step(Op op) {
    return switch (op.op()) {
      case "grant" -> Samples.adds(Samples.user(op.role(), op.user()));
      case "remove" -> Samples.removes(Samples.user(op.role(), op.user()));
      default -> Samples.retires(op.role(), List.of());
    };
  }

  private static Granted granted(Set<Pair> pairs) {
    return Granted.of(pairs.stream().map(pair -> Samples.user(pair.role(), pair.user())).toList());
  }

  private static SortedSet<OpenGrant> opens(Set<Open> open) {
    return open.stream()
        .map(o -> new OpenGrant(Samples.user(o.role(), o.user()), at(o.lease())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Pair pair(Grant grant) {
    return new Pair(grant.role().value(), grant.subject().id());
  }

  private static Instant at(int minute) {
    return Instant.EPOCH.plus(Duration.ofMinutes(minute));
  }
}
