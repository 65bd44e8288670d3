package dev.rolecall.plan;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.DeclaredChange;
import dev.rolecall.diff.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells apart what this commit does, what was waiting anyway, and what undoes somebody's.
 *
 * @param inBase ids of the steps that the base would take too
 * @param against whether there is a base
 */
record Portions(Set<String> inBase, boolean against, boolean goesBack) {
  Portion of(Change change, String id) {
    return switch (change.cause()) {
      case DRIFT -> Portion.DRIFT;
      case STARTED, EXPIRED -> Portion.ALREADY_WAITING;
      case PENDING, TAKES_OVER -> pending(!against || !inBase.contains(id));
    };
  }

  /** What the head changes against its base is its own; the rest was there before. */
  private Portion pending(boolean own) {
    if (goesBack && !(against && own)) {
      return Portion.GOES_BACK;
    }
    return own ? Portion.THIS_CHANGE : Portion.ALREADY_WAITING;
  }

  List<Notices.Declared> declared(Difference difference, PlanContext.@Nullable Base base) {
    List<DeclaredChange> own = base == null ? difference.declared() : base.declared();
    var all = new ArrayList<Notices.Declared>();
    own.forEach(change -> all.add(new Notices.Declared(change, pending(true))));
    if (base != null) {
      difference.declared().stream()
          .filter(change -> !own.contains(change))
          .forEach(change -> all.add(new Notices.Declared(change, pending(false))));
    }
    return all;
  }
}
