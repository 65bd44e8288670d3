package dev.rolecall.reconcile;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.Differ;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Pins;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectName;
import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The grants of lines that begin another day. */
final class LaterGrants {
  private final DiffInputs inputs;
  private final MovedEnds ends;

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
    SortedMap<Slug, DesiredHolding> begun = new TreeMap<>(inputs.desired().holdings());
    var lines = new HashSet<SourceRef>();
    for (DesiredHolding holding : inputs.desired().holdings().values()) {
      var now = new ArrayList<DesiredAssignment>();
      for (DesiredAssignment line : holding.assignments()) {
        boolean waits = !line.startedBy(inputs.now());
        if (waits) {
          lines.add(line.at());
        }
        now.add(waits ? begun(line) : line);
      }
      if (!now.equals(holding.assignments())) {
        begun.put(holding.role(), new DesiredHolding(holding.role(), holding.manage(), now));
      }
    }
    return lines.isEmpty()
        ? List.of()
        : Differ.diff(inputs.desiring(holding(begun)).of(live)).changes().stream()
            .filter(Change.AssignmentAdded.class::isInstance)
            .map(Change.AssignmentAdded.class::cast)
            .filter(change -> lines.contains(change.at()))
            .toList();
  }

  private DesiredState holding(SortedMap<Slug, DesiredHolding> holdings) {
    DesiredState state = inputs.desired();
    return new DesiredState(
        state.tenant(),
        state.capabilities(),
        state.roles(),
        holdings,
        state.retired(),
        state.retiredCapabilities(),
        state.retiredBefore(),
        state.approvals(),
        state.separations(),
        state.rules(),
        state.uncounted());
  }

  private static DesiredAssignment begun(DesiredAssignment line) {
    return new DesiredAssignment(
        line.subject(), line.id(), null, line.expires(), line.reason(), line.at());
  }

  /** Whether a grant for later was not declared so before; then nobody has answered for it. */
  boolean isNew(Change.AssignmentAdded later) {
    SubjectName subject = later.subject().key();
    @Nullable DesiredAssignment line = line(later);
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
        && !old.startedBy(inputs.now())
        && !line.from().isBefore(old.from())
        && (old.expires() == null
            || (line.expires() != null && !line.expires().isAfter(old.expires())));
  }

  private @Nullable DesiredAssignment line(Change.AssignmentAdded later) {
    @Nullable DesiredHolding holding = inputs.desired().holdings().get(later.role());
    return holding == null
        ? null
        : holding.assignments().stream()
            .filter(line -> line.at().equals(later.at()))
            .findFirst()
            .orElse(null);
  }

  /** Whether nobody was known by that name when the line came: so nobody was judged. */
  private boolean wasUnknown(DesiredAssignment line) {
    Pins pins = inputs.record().pins();
    return pins.size() > 0 && line.id() == null && pins.of(line.subject()).isEmpty();
  }
}
