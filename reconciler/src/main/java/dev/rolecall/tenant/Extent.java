package dev.rolecall.tenant;

import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectName;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much of a tenant a read must see. The catalogue and the retired slugs are always read.
 *
 * @param roles only these roles, with their holders; null: every role
 * @param subjects names to look up beside the holders, so that {@code Directory} can answer them
 */
public record Extent(@Nullable Set<Slug> roles, Set<SubjectName> subjects) {
  public Extent {
    roles = roles == null ? null : Collections.unmodifiableSet(roles);
    subjects = Collections.unmodifiableSet(subjects);
  }

  /** Every role and holder, and these names. */
  public static Extent everything(Set<SubjectName> subjects) {
    return new Extent(null, subjects);
  }

  public static Extent ofRoles(Set<Slug> roles) {
    return new Extent(roles, Set.of());
  }
}
