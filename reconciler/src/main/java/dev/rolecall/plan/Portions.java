package dev.rolecall.plan;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.DeclaredChange;
import dev.rolecall.diff.DiffResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells apart what this commit does, what was waiting anyway, and what undoes somebody's. */
final class Portions {
  private final PlanContext.@Nullable Base base;
  private final PlanContext.@Nullable Back back;
  private final Set<String> inBase;
  private final Set<String> inFork;

  Portions(PlanContext.@Nullable Base base, PlanContext.@Nullable Back back) {
    this.base = base;
    this.back = back;
    this.inBase = base == null ? Set.of() : ids(base.waiting());
    this.inFork = back == null || back.fork() == null ? Set.of() : ids(back.fork());
  }

  private static Set<String> ids(DiffResult difference) {
    return difference.changes().stream().map(StepIds::of).collect(Collectors.toSet());
  }

  Portion of(Change change, String id) {
    return switch (change.cause()) {
      case DRIFT -> Portion.DRIFT;
      case STARTED, EXPIRED -> Portion.ALREADY_WAITING;
      case UNDONE -> Portion.THIS_CHANGE;
      case PENDING, TAKES_OVER ->
          pending(base == null || !inBase.contains(id), inFork.contains(id));
    };
  }

  /** What the head changes against its base is its own; the rest was there before. */
  private Portion pending(boolean own, boolean undoes) {
    if (back != null && (undoes || back.fork() == null)) {
      return Portion.GOES_BACK;
    }
    return own ? Portion.THIS_CHANGE : Portion.ALREADY_WAITING;
  }

  List<Notices.Declared> declared(DiffResult difference) {
    List<DeclaredChange> own = base == null ? difference.declared() : base.declared();
    Set<DeclaredChange> undone =
        back == null || back.fork() == null
            ? Set.of()
            : back.fork().declared().stream()
                .map(DeclaredChange::anywhere)
                .collect(Collectors.toSet());
    var all = new ArrayList<Notices.Declared>();
    for (DeclaredChange change : own) {
      boolean undoes = undone.contains(change.anywhere());
      all.add(new Notices.Declared(change, pending(true, undoes)));
    }
    if (base != null) {
      var ofThisChange = new HashSet<>(own);
      for (DeclaredChange change : difference.declared()) {
        if (!ofThisChange.contains(change)) {
          boolean undoes = undone.contains(change.anywhere());
          all.add(new Notices.Declared(change, pending(false, undoes)));
        }
      }
    }
    return all;
  }
}
