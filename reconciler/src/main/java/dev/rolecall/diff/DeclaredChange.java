package dev.rolecall.diff;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectName;
import dev.rolecall.problem.SourceRef;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a commit changes without anything to write now: it grants later, ends later, manages
 * otherwise, or says of the tenant what it is already. As much a change as a step: only where there
 * is neither, nothing changes.
 *
 * @param before as a document says it; null: it was not declared
 * @param after null: it is not declared any more
 * @param standing why there is nothing to write
 * @param at the line in the head; null where it is gone
 */
public record DeclaredChange(
    About about,
    Field field,
    @Nullable String before,
    @Nullable String after,
    Standing standing,
    @Nullable SourceRef at) {

  /** The same, wherever it is written: to compare those of two commits. */
  public DeclaredChange anywhere() {
    return new DeclaredChange(about, field, before, after, standing, null);
  }

  DeclaredChange standing(Standing other) {
    return new DeclaredChange(about, field, before, after, other, at);
  }

  /** What it is about. */
  public sealed interface About extends Comparable<About> {
    /** A line that makes somebody a holder. */
    record OfHolder(Slug role, SubjectName subject) implements About {
      @Override
      public String toString() {
        return subject + " of role " + role;
      }
    }

    record OfRole(Slug role) implements About {
      @Override
      public String toString() {
        return "role " + role;
      }
    }

    record OfCapability(CapabilityId capability) implements About {
      @Override
      public String toString() {
        return "capability " + capability;
      }
    }

    /**
     * A document that is about more than one role, or none.
     *
     * @param kind {@code approval} or {@code policy}
     * @param name by which people know it
     */
    record OfDocument(String kind, String name) implements About {
      @Override
      public String toString() {
        return kind + " " + name;
      }
    }

    @Override
    default int compareTo(About other) {
      return toString().compareTo(other.toString());
    }
  }

  /** Which part of it. */
  public enum Field {
    /** Whether the line stands there at all. */
    HOLDER,
    FROM,
    EXPIRES,
    REASON,
    ID,
    MANAGE_GROUPS,
    MANAGE_USERS,
    /** Whether the role or capability is declared for this tenant. */
    DOCUMENT,
    NAME,
    DESCRIPTION,
    CAPABILITY,
    TOMBSTONE,
    RETIRED,
    /** From when on nobody holds a role that is deleted another day. */
    DRAIN,
    /** From when on a role is deleted. */
    DELETE,
    /** The role that takes over from a retired one. */
    SUCCESSOR;

    /** The word in reports, for example {@code manage-groups}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Why there is nothing to write. */
  public enum Standing {
    STARTS_LATER,
    /** It has expired, or is taken back before it began. */
    OVER,
    /** Nobody can tell who is meant. */
    SUBJECT_WAITS,
    /** The tenant is so already. */
    IN_EFFECT,
    /** It is granted by a step of its own, which shows no more than the grant. */
    GRANTED_NOW,
    /** The role is observed. */
    OBSERVED,
    /** Git never granted it, and the role is not managed exactly. */
    LEFT_ALONE,
    /** The role, or the one that it would contain, can never be made: the slug is retired. */
    SLUG_RETIRED,
    /** The document is gone without a tombstone. */
    VANISHED,
    /** It decides what later runs do. */
    RULE;

    /** The word in reports, for example {@code starts-later}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
