package dev.rolecall.tenant;

import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectLookups;
import dev.rolecall.model.SubjectName;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How much of a tenant a read must see at least. The catalogue and the retired slugs are always
 * read.
 *
 * @param roles only these roles; null: every role
 * @param holders of which of these roles the holders must be seen
 * @param subjects whom to look up beside the holders
 */
public record Extent(@Nullable Set<Slug> roles, Holders holders, SubjectLookups subjects) {
  public Extent {
    roles = roles == null ? null : Collections.unmodifiableSet(new TreeSet<>(roles));
  }

  /** Whose holders to read. */
  public sealed interface Holders {
    /** Nobody's. */
    record None() implements Holders {}

    /**
     * The groups of every role read, and the users of these roles; elsewhere the users may be
     * missing.
     */
    record UsersOf(Set<Slug> roles) implements Holders {
      public UsersOf {
        roles = Collections.unmodifiableSet(new TreeSet<>(roles));
      }
    }

    /**
     * The groups and users of every role read; of a role that the tenant itself gives to everybody
     * only when {@link Extent#roles} names it.
     */
    record All() implements Holders {}
  }

  /** Every role and holder, and these names. */
  public static Extent everything(Set<SubjectName> subjects) {
    return new Extent(null, new Holders.All(), SubjectLookups.ofNames(subjects));
  }

  /** The same, with whom to look up besides. */
  public Extent lookingUp(SubjectLookups more) {
    return new Extent(roles, holders, subjects.and(more));
  }

  /** Every role and holder, and whoever else goes by a holder's name. */
  public static Extent everythingWithNamesakes() {
    return new Extent(null, new Holders.All(), SubjectLookups.namesakesOfHolders());
  }

  /** Every role, and the holders that a comparison needs. */
  public static Extent usersOf(Set<Slug> roles, SubjectLookups subjects) {
    return new Extent(null, new Holders.UsersOf(roles), subjects);
  }

  /** The same, looking up these names and nothing else. */
  public static Extent usersOf(Set<Slug> roles, Set<SubjectName> names) {
    return usersOf(roles, SubjectLookups.ofNames(names));
  }

  /** These roles with all their holders. */
  public static Extent ofRoles(Set<Slug> roles) {
    return new Extent(roles, new Holders.All(), SubjectLookups.none());
  }

  /** What the catalogue and the roles are, without a holder. */
  public static Extent definitions() {
    return new Extent(null, new Holders.None(), SubjectLookups.none());
  }
}
