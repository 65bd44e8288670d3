package dev.rolecall.plan;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Fits further waits into the order of a plan. What is waited for comes first where it is a removal
 * that waits for nothing but removals; else whoever waits is made that much later. Never in a
 * circle.
 */
final class FurtherWaits {
  private final Map<String, Step> steps = new HashMap<>();
  private final Map<String, Set<String>> waits = new HashMap<>();
  private final Map<String, Level> levels = new HashMap<>();
  private final Map<String, Integer> ranks = new HashMap<>();

  private FurtherWaits(List<Step> all, Map<String, ? extends Set<String>> more) {
    for (Step step : all) {
      steps.put(step.id(), step);
      waits.put(step.id(), new TreeSet<>(step.dependsOn()));
    }
    more.forEach((id, ids) -> {
      Set<String> known = waits.get(id);
      if (known != null) {
        ids.stream().filter(steps::containsKey).forEach(known::add);
      }
    });
  }

  /**
   * The same steps, each after those that it waits for.
   *
   * @param more ids by the id of the step that waits for them
   */
  static List<Step> in(List<Step> all, Map<String, ? extends Set<String>> more) {
    var order = new FurtherWaits(all, more);
    var first = new TreeSet<String>();
    more.forEach((id, ids) -> ids.forEach(before -> order.comesFirst(id, before, first)));
    first.forEach(id -> order.levels.put(id, Level.REMOVE_FIRST));
    all.forEach(step -> order.level(step.id()));
    return all.stream()
        .map(order::placed)
        .sorted(Comparator.comparing(Step::level).thenComparingInt(step -> order.rank(step.id())))
        .toList();
  }

  private void comesFirst(String id, String before, Set<String> first) {
    @Nullable Step step = steps.get(id);
    @Nullable Step removal = steps.get(before);
    if (step == null || removal == null || removal.level().compareTo(step.level()) <= 0) {
      return;
    }
    var all = new TreeSet<String>();
    var open = new ArrayDeque<>(List.of(before));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (all.add(next)) {
        open.addAll(of(next));
      }
    }
    if (all.stream().map(this::step).allMatch(one -> one.level().takes())) {
      first.addAll(all);
    }
  }

  private Step step(String id) {
    return Objects.requireNonNull(steps.get(id));
  }

  private Set<String> of(String id) {
    return waits.getOrDefault(id, Set.of());
  }

  private Level level(String id) {
    @Nullable Level known = levels.get(id);
    Level level = known == null ? step(id).level() : known;
    levels.put(id, level);
    for (String before : of(id)) {
      Level earliest = level(before);
      if (earliest.compareTo(level) > 0) {
        level = earliest;
      }
    }
    levels.put(id, level);
    return level;
  }

  /** How many steps of its own level go before it, one after the other; mostly 0. */
  private int rank(String id) {
    @Nullable Integer known = ranks.get(id);
    if (known != null) {
      return known;
    }
    int rank =
        of(id).stream()
            .filter(before -> level(before) == level(id))
            .mapToInt(before -> 1 + rank(before))
            .max()
            .orElse(0);
    ranks.put(id, rank);
    return rank;
  }

  private Step placed(Step step) {
    return new Step(
        step.id(),
        level(step.id()),
        step.portion(),
        step.change(),
        List.copyOf(new TreeSet<>(of(step.id()))));
  }
}
