package dev.rolecall.diff;

import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Grant;
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

  /** The role that it is about; null: it is about a capability by itself. */
  @Nullable Slug role();

  /** Whether somebody may be able to do more after it. */
  default boolean gains() {
    return false;
  }

  /** Whether somebody may be able to do less after it. */
  default boolean loses() {
    return false;
  }

  /** About a tenant-defined capability by itself. */
  sealed interface OfCapability extends Change {
    CapabilityId id();

    @Override
    default @Nullable Slug role() {
      return null;
    }
  }

  /** About what a role is. */
  sealed interface OfRole extends Change {
    @Override
    Slug role();
  }

  /** About one direct holder of a role. */
  sealed interface OfHolder extends Change {
    @Override
    Slug role();

    Subject subject();

    default Grant grant() {
      return new Grant(role(), subject().identity());
    }
  }

  record CapabilityCreated(CapabilityDefinition after, Cause cause, SourceRef at)
      implements OfCapability {
    @Override
    public CapabilityId id() {
      return after.id();
    }
  }

  record CapabilityEdited(
      CapabilityDefinition before, CapabilityDefinition after, Cause cause, SourceRef at)
      implements OfCapability {
    @Override
    public CapabilityId id() {
      return after.id();
    }
  }

  record CapabilityRemoved(CapabilityDefinition before, Cause cause, SourceRef at)
      implements OfCapability {
    @Override
    public CapabilityId id() {
      return before.id();
    }
  }

  record RoleCreated(RoleDefinition after, Cause cause, SourceRef at) implements OfRole {
    @Override
    public Slug role() {
      return after.slug();
    }
  }

  /** One of the two texts of a live role. */
  record RoleTextEdited(
      Slug role, Text text, String before, String after, Cause cause, SourceRef at)
      implements OfRole {}

  record RoleCapabilityAdded(Slug role, CapabilityId capability, Cause cause, SourceRef at)
      implements OfRole {
    @Override
    public boolean gains() {
      return true;
    }
  }

  record RoleCapabilityRemoved(Slug role, CapabilityId capability, Cause cause, SourceRef at)
      implements OfRole {
    @Override
    public boolean loses() {
      return true;
    }
  }

  /**
   * A role deleted for ever.
   *
   * @param holders direct holders, who lose it with the role; never steps of their own
   * @param reason as the tombstone gives it; null: it is not known
   * @param successor the role that takes over, as the tombstone says; null: none does
   */
  record RoleRetired(
      RoleDefinition before,
      List<Subject> holders,
      @Nullable String reason,
      @Nullable Slug successor,
      Cause cause,
      SourceRef at)
      implements OfRole {
    public RoleRetired {
      holders = List.copyOf(holders);
    }

    @Override
    public Slug role() {
      return before.slug();
    }

    @Override
    public boolean loses() {
      return !holders.isEmpty();
    }
  }

  /**
   * A subject made a direct holder.
   *
   * @param expires when git takes it back by itself; null: never
   * @param reason as its line gives it; null: it gives none
   */
  record AssignmentAdded(
      Slug role,
      Subject subject,
      @Nullable Instant expires,
      @Nullable String reason,
      Cause cause,
      SourceRef at)
      implements OfHolder {
    @Override
    public boolean gains() {
      return true;
    }
  }

  /**
   * A subject that is no direct holder any more.
   *
   * @param drain null: it is removed for another reason than that the role is drained
   */
  record AssignmentRemoved(
      Slug role,
      Subject subject,
      RemovalReason why,
      @Nullable Drain drain,
      Cause cause,
      @Nullable SourceRef at)
      implements OfHolder {

    public AssignmentRemoved {
      if ((why == RemovalReason.DRAINED) != (drain != null)) {
        throw new IllegalArgumentException(why + " by " + drain);
      }
    }

    /** For another reason than that the role is drained. */
    public AssignmentRemoved(
        Slug role, Subject subject, RemovalReason why, Cause cause, @Nullable SourceRef at) {
      this(role, subject, why, null, cause, at);
    }

    @Override
    public boolean loses() {
      return true;
    }
  }

  /**
   * That a role is emptied before it is deleted: its retirement, as far as people are concerned.
   *
   * @param deletedFrom the day on which it is deleted for ever
   * @param successor the role that takes over; null: none does
   * @param reason as the tombstone gives it; null: it is not known
   */
  record Drain(Instant deletedFrom, @Nullable Slug successor, @Nullable String reason) {}

  /** Which text of a role. */
  enum Text {
    NAME,
    DESCRIPTION
  }

  /** What makes a holder one too many. */
  enum RemovalReason {
    /** The applied commit declared it, this one does not. */
    WITHDRAWN,
    /** Git never declared it, and the role is managed exactly. */
    NOT_DECLARED,
    EXPIRED,
    NOT_STARTED,
    /** The run that gave it is undone. */
    UNDONE,
    /** A tombstone empties the role before it deletes it. */
    DRAINED
  }
}
