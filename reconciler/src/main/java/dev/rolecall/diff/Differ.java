package dev.rolecall.diff;

import static dev.rolecall.diff.DeclaredChange.Standing.SLUG_RETIRED;

import dev.rolecall.model.AppliedState;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Slug;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares. Has no options: what is to be compared is decided before, by trimming the inputs. The
 * same inputs give the same changes, in whatever order files and listings came.
 */
public final class Differ {
  private Differ() {}

  public static DiffResult diff(DiffInputs inputs) {
    var into = new Collected();
    if (inputs.applied() instanceof AppliedState.Unknown unknown) {
      into.findings.add(
          Problem.note(
              RuleId.NO_APPLIED_COMMIT,
              null,
              inputs.record().granted().roles().isEmpty()
                  ? "Nothing is recorded (%s), so manage: add removes nobody."
                      .formatted(unknown.reason())
                  : "What drifted cannot be told from what waits: %s."
                      .formatted(unknown.reason())));
    }
    new RoleDiff(inputs, into.changes, into.findings).run();
    new HolderDiff(inputs, into).run();
    new CapabilityDiff(inputs, into.changes, into.findings).run();
    new DrainedHolders(inputs, into.changes, into.findings).run();
    new Unmanaged(inputs, into.findings).run();
    return into.difference(declared(inputs, null, into.changes), Vanishing.of(inputs));
  }

  /**
   * Whom these lines would be granted to that are not holders yet, of roles that are there or come.
   *
   * @param inputs with any lines
   */
  public static List<Change.AssignmentAdded> grants(
      DiffInputs inputs, Collection<DesiredHolding> holdings) {
    var into = new Collected();
    new HolderDiff(inputs, into).compare(holdings);
    SortKey.sort(into.changes);
    return into.changes.stream()
        .filter(Change.AssignmentAdded.class::isInstance)
        .map(Change.AssignmentAdded.class::cast)
        .toList();
  }

  /**
   * What git changed without anything to write: every difference of the two desired states that
   * these changes do not show. Where neither is known, only what shows nowhere else.
   *
   * @param base what the change is told against; null: the state applied last
   */
  public static List<DeclaredChange> declared(
      DiffInputs inputs, @Nullable DesiredState base, List<Change> changes) {
    Optional<DesiredState> before = Optional.ofNullable(base).or(inputs::appliedState);
    DesiredState from = before.orElse(DesiredState.empty(inputs.desired().tenant()));
    return new DeclaredDiff(inputs, from, changes)
        .run().stream()
            .filter(change ->
                before.isPresent()
                    || change.standing() == DeclaredChange.Standing.STARTS_LATER
                    || change.standing() == DeclaredChange.Standing.SUBJECT_WAITS)
            .map(change -> leavesAlone(inputs, change) ? change.standing(SLUG_RETIRED) : change)
            .toList();
  }

  private static boolean leavesAlone(DiffInputs inputs, DeclaredChange change) {
    return change.field() != DeclaredChange.Field.TOMBSTONE
        && switch (change.about()) {
          case DeclaredChange.About.OfHolder(Slug role, var _) -> inputs.leavesAlone(role);
          case DeclaredChange.About.OfRole(Slug role) -> inputs.leavesAlone(role);
          case DeclaredChange.About.OfCapability _, DeclaredChange.About.OfDocument _ -> false;
        };
  }
}
