package dev.rolecall.reconcile;

import dev.rolecall.model.AppliedState;
import dev.rolecall.model.Guards;
import dev.rolecall.model.Separation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** By which guards and policies a commit is judged: never by its own alone. */
final class JudgingSettings {
  private JudgingSettings() {}

  /** With a base, its own; else those that were applied last too: a change never judges itself. */
  static List<Guards> guards(DesiredSide asked) {
    Guards own = asked.settings().guards();
    @Nullable Guards applied = asked.base() == null ? asked.appliedGuards() : null;
    return applied == null || applied.equals(own) ? List.of(own) : List.of(applied, own);
  }

  /** The same of policies. */
  static List<Separation> policies(DesiredSide asked) {
    if (asked.base() != null) {
      return asked.base().separations();
    }
    var all = new LinkedHashSet<>(asked.desired().separations());
    if (asked.applied() instanceof AppliedState.Known known) {
      all.addAll(known.state().separations());
    }
    return List.copyOf(all);
  }

  /** What keeps things apart in the tenant: what git says now, and of old policies what is gone. */
  static List<Separation> standing(DesiredSide asked) {
    if (asked.base() != null) {
      return asked.base().separations();
    }
    var all = new ArrayList<>(asked.desired().separations());
    Set<String> known = all.stream().map(Separation::name).collect(Collectors.toSet());
    if (asked.applied() instanceof AppliedState.Known applied) {
      applied.state().separations().stream()
          .filter(policy -> !known.contains(policy.name()))
          .forEach(all::add);
    }
    return all;
  }
}
