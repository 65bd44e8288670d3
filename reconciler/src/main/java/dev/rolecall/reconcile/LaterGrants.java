package dev.rolecall.reconcile;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.Differ;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Pins;
import dev.rolecall.model.SubjectName;
import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The grants of lines that begin another day. */
final class LaterGrants {
  private final DiffInputs inputs;
  private final MovedEnds ends;
  private final Map<SourceRef, DesiredAssignment> lines = new HashMap<>();

  LaterGrants(DiffInputs inputs, MovedEnds ends) {
    this.inputs = inputs;
    this.ends = ends;
  }

  /**
   * All of them, as if they began now.
   *
   * @param live the tenant, without those whom the change itself puts off
   */
  List<Change.AssignmentAdded> all(LiveState live) {
    var begun = new ArrayList<DesiredHolding>();
    for (DesiredHolding holding : inputs.desired().holdings().values()) {
      if (!holding.assignments().stream().allMatch(this::hasBegun)) {
        begun.add(begun(holding));
      }
    }
    return Differ.grants(inputs.of(live), begun).stream()
        .filter(change -> lines.containsKey(change.at()))
        .toList();
  }

  private boolean hasBegun(DesiredAssignment line) {
    return line.startedBy(inputs.now());
  }

  private DesiredHolding begun(DesiredHolding holding) {
    return new DesiredHolding(
        holding.role(),
        holding.manage(),
        holding.assignments().stream().map(line -> hasBegun(line) ? line : begun(line)).toList());
  }

  private DesiredAssignment begun(DesiredAssignment line) {
    lines.put(line.at(), line);
    return new DesiredAssignment(
        line.subject(), line.id(), null, line.expires(), line.reason(), line.at());
  }

  /** Whether one of them was not declared so before; then nobody has answered for it. */
  boolean isNew(Change.AssignmentAdded later) {
    SubjectName subject = later.subject().key();
    @Nullable DesiredAssignment line = lines.get(later.at());
    @Nullable DesiredAssignment old = ends.old(later.role(), subject);
    return old == null
        || line == null
        || !isWithin(line, old)
        || ends.wasObserved(later.role(), subject.kind())
        || wasUnknown(line);
  }

  /** Whether it begins no sooner and ends no later than one that had not begun either. */
  private boolean isWithin(DesiredAssignment line, DesiredAssignment old) {
    return line.from() != null
        && old.from() != null
        && !hasBegun(old)
        && !line.from().isBefore(old.from())
        && (old.expires() == null
            || (line.expires() != null && !line.expires().isAfter(old.expires())));
  }

  /** Whether nobody was known by that name when the line came: so nobody was judged. */
  private boolean wasUnknown(DesiredAssignment line) {
    Pins pins = inputs.record().pins();
    return pins.size() > 0 && line.id() == null && pins.of(line.subject()).isEmpty();
  }
}
