package dev.rolecall.diff;

import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a holder of one kind of one role is added or removed: whose move it was, git's, the tenant's
 * or the calendar's. Says nothing about whether.
 */
final class HolderCauses {
  private final DiffInputs inputs;
  private final Slug role;
  private final Optional<ManageMode> before;
  private final List<DesiredAssignment> appliedLines;
  private @Nullable Map<Object, DesiredAssignment> byKey;

  HolderCauses(DiffInputs inputs, Slug role, SubjectKind kind) {
    this.inputs = inputs;
    this.role = role;
    Optional<DesiredHolding> holding = inputs.appliedHolding(role);
    this.before = holding.map(h -> h.manage().of(kind));
    this.appliedLines = holding.map(h -> h.of(kind)).orElse(List.of());
  }

  /** The same line at the last run; looked for only where something changes. */
  private @Nullable DesiredAssignment applied(DesiredAssignment line) {
    @Nullable Map<Object, DesiredAssignment> lines = byKey;
    if (lines == null) {
      lines = HashMap.newHashMap(appliedLines.size());
      for (DesiredAssignment one : appliedLines) {
        lines.put(key(one), one);
      }
      byKey = lines;
    }
    return lines.get(key(line));
  }

  /** What makes two lines of two commits the same line. */
  static Object key(DesiredAssignment line) {
    return line.id() == null ? line.subject().folded() : line.id();
  }

  /** Whether git looked after these holders at the last run. */
  boolean wasManaged() {
    return before.filter(mode -> mode != ManageMode.OBSERVE).isPresent();
  }

  Cause ofAdding(DesiredAssignment line) {
    if (inputs.takesOver(role)) {
      return Cause.TAKES_OVER;
    }
    @Nullable DesiredAssignment then = wasManaged() ? applied(line) : null;
    boolean wasGranted = then != null && !then.expiredBy(inputs.now()) && wasKnown(line);
    if (!wasGranted) {
      return Cause.PENDING;
    }
    if (Objects.requireNonNull(then).startedBy(inputs.appliedAfter())) {
      return Cause.DRIFT;
    }
    // It had not begun at the last run: either its time has come, or git has moved its start.
    return Objects.equals(line.from(), then.from()) ? Cause.STARTED : Cause.PENDING;
  }

  /** Whether the last run knew who is meant; if not, nobody took anything away since. */
  private boolean wasKnown(DesiredAssignment line) {
    return line.id() != null || inputs.record().pins().of(line.subject()).isPresent();
  }

  Cause ofRemoving(boolean gitGranted) {
    if (inputs.takesOver(role)) {
      return Cause.TAKES_OVER;
    }
    boolean wasExact =
        before.filter(mode -> mode == ManageMode.EXACT).isPresent()
            || inputs.record().made().roles().contains(role);
    return !gitGranted && wasExact ? Cause.DRIFT : Cause.PENDING;
  }

  /**
   * The calendar's move where the date stood there at the last run, git's where it did not; and
   * what the last run took back already has been given again by somebody else.
   *
   * @param gitGranted whether it is git's still, so that no run has taken it back
   */
  Cause ofExpiry(DesiredAssignment line, boolean gitGranted) {
    if (inputs.takesOver(role)) {
      return Cause.TAKES_OVER;
    }
    @Nullable DesiredAssignment then = wasManaged() ? applied(line) : null;
    if (!gitGranted && then != null && then.expiredBy(inputs.appliedAfter())) {
      return Cause.DRIFT;
    }
    boolean stoodThere = then != null && Objects.equals(line.expires(), then.expires());
    return stoodThere || inputs.appliedState().isEmpty() ? Cause.EXPIRED : Cause.PENDING;
  }
}
