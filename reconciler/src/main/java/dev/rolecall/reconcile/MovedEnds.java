package dev.rolecall.reconcile;

import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.model.Deletion;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lines whose end was moved or dropped, as the changes that they will come to. */
final class MovedEnds {
  private final DiffInputs inputs;
  private final @Nullable DesiredState before;
  private final Map<Slug, Map<SubjectName, DesiredAssignment>> old = new HashMap<>();
  private final List<Change.AssignmentAdded> longer = new ArrayList<>();
  private final List<Change.AssignmentRemoved> shortened = new ArrayList<>();

  /**
   * @param before what the change is held against; null: nothing is known
   */
  MovedEnds(DiffInputs inputs, @Nullable DesiredState before) {
    this.inputs = inputs;
    this.before = before;
    if (before != null) {
      for (DesiredHolding holding : inputs.desired().holdings().values()) {
        @Nullable DesiredHolding then = before.holdings().get(holding.role());
        if (then != null && !holding.hasTheLinesOf(then)) {
          compare(holding);
        }
      }
    }
  }

  /** Those who hold something and would have lost it, or sooner: as if it was given to them now. */
  List<Change.AssignmentAdded> longer() {
    return longer;
  }

  /** Those who hold something that ends, and did not end so soon before: as if it ended now. */
  List<Change.AssignmentRemoved> shortened() {
    return shortened;
  }

  /** Those who hold something that was to end before this change already. */
  List<Change.AssignmentRemoved> ending() {
    var ending = new ArrayList<Change.AssignmentRemoved>();
    if (before != null) {
      for (DesiredHolding holding : before.holdings().values()) {
        @Nullable Holders holders = null;
        for (DesiredAssignment line : holding.assignments()) {
          if (line.expires() != null) {
            if (holders == null) {
              holders = Holders.of(inputs.live().holders(holding.role()));
            }
            holders.of(line).ifPresent(who -> ending.add(ended(holding.role(), who, line)));
          }
        }
      }
    }
    return ending;
  }

  private static Change.AssignmentRemoved ended(Slug role, Subject who, DesiredAssignment line) {
    return new Change.AssignmentRemoved(
        role, who, Change.RemovalReason.EXPIRED, Cause.PENDING, line.at());
  }

  /** The line of this subject as it stood before; null: there was none. */
  @Nullable DesiredAssignment old(Slug role, SubjectName subject) {
    return old.computeIfAbsent(role, this::lines).get(subject.folded());
  }

  /** The day on which the role was to be deleted before; null: it was to stay. */
  @Nullable Deletion deletionOf(Slug role) {
    return before == null ? null : before.deletionOf(role);
  }

  /** Whether nobody was granted it, whatever its lines said. */
  boolean wasObserved(Slug role, SubjectKind kind) {
    @Nullable DesiredHolding holding = before == null ? null : before.holdings().get(role);
    return holding != null && holding.manage().of(kind) == ManageMode.OBSERVE;
  }

  private Map<SubjectName, DesiredAssignment> lines(Slug role) {
    @Nullable DesiredHolding holding = before == null ? null : before.holdings().get(role);
    return holding == null
        ? Map.of()
        : holding.assignments().stream()
            .collect(
                Collectors.toMap(
                    line -> line.subject().folded(), Function.identity(), (a, _) -> a));
  }

  private void compare(DesiredHolding holding) {
    @Nullable Holders holders = null;
    for (DesiredAssignment line : holding.assignments()) {
      @Nullable DesiredAssignment was = old(holding.role(), line.subject());
      if (was == null
          || Objects.equals(was.expires(), line.expires())
          || !line.activeAt(inputs.now())) {
        continue;
      }
      if (holders == null) {
        holders = Holders.of(inputs.live().holders(holding.role()));
      }
      holders.of(line).ifPresent(subject -> moved(holding.role(), subject, line, was));
    }
  }

  private void moved(Slug role, Subject subject, DesiredAssignment line, DesiredAssignment was) {
    @Nullable Instant end = line.expires();
    if (end != null && (was.expires() == null || was.expires().isAfter(end))) {
      shortened.add(ended(role, subject, line));
    } else {
      longer.add(
          new Change.AssignmentAdded(role, subject, end, line.reason(), Cause.PENDING, line.at()));
    }
  }

  /** Direct holders of one role, by name and by id. */
  private record Holders(Map<SubjectName, Subject> byName, Map<SubjectId, Subject> byId) {
    static Holders of(List<Subject> holders) {
      return new Holders(
          holders.stream()
              .collect(Collectors.toMap(Subject::key, Function.identity(), (a, _) -> a)),
          holders.stream()
              .collect(Collectors.toMap(Subject::identity, Function.identity(), (a, _) -> a)));
    }

    Optional<Subject> of(DesiredAssignment line) {
      return Optional.ofNullable(
          line.id() == null
              ? byName.get(line.subject().folded())
              : byId.get(new SubjectId(line.subject().kind(), line.id())));
    }
  }
}
