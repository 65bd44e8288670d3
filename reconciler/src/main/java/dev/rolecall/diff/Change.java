package dev.rolecall.diff;

import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.problem.SourceRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One difference between the two states, as small as one can be undone. Data only: knows no tenant,
 * no HTTP, no colour.
 */
public sealed interface Change {
  Cause cause();

  /** The line that asks for it; null when no line of the desired files does. */
  @Nullable SourceRef at();

  record CapabilityCreated(CapabilityDefinition after, Cause cause, SourceRef at)
      implements Change {}

  record CapabilityEdited(
      CapabilityDefinition before, CapabilityDefinition after, Cause cause, SourceRef at)
      implements Change {}

  record CapabilityRemoved(CapabilityDefinition before, Cause cause, SourceRef at)
      implements Change {}

  record RoleCreated(RoleDefinition after, Cause cause, SourceRef at) implements Change {}

  /** One of the two texts of a live role. */
  record RoleTextEdited(
      Slug role, Text text, String before, String after, Cause cause, SourceRef at)
      implements Change {}

  record RoleCapabilityAdded(Slug role, CapabilityId capability, Cause cause, SourceRef at)
      implements Change {}

  record RoleCapabilityRemoved(Slug role, CapabilityId capability, Cause cause, SourceRef at)
      implements Change {}

  /**
   * A role deleted for ever.
   *
   * @param holders direct holders, who lose it with the role; never steps of their own
   */
  record RoleRetired(RoleDefinition before, List<Subject> holders, Cause cause, SourceRef at)
      implements Change {
    public RoleRetired {
      holders = List.copyOf(holders);
    }
  }

  /**
   * A subject made a direct holder.
   *
   * @param expires when git takes it back by itself; null: never
   */
  record AssignmentAdded(
      Slug role, Subject subject, @Nullable Instant expires, Cause cause, SourceRef at)
      implements Change {}

  record AssignmentRemoved(Slug role, Subject subject, Why why, Cause cause, @Nullable SourceRef at)
      implements Change {}

  /** Which text of a role. */
  enum Text {
    NAME,
    DESCRIPTION
  }

  /** What makes a holder one too many. */
  enum Why {
    /** The applied commit declared it, this one does not. */
    WITHDRAWN,
    /** Git never declared it, and the role is managed exactly. */
    NOT_DECLARED,
    EXPIRED,
    NOT_STARTED
  }
}
