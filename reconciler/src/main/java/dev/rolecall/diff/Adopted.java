package dev.rolecall.diff;

import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import java.util.List;

/**
 * Holders that git declares and that the record does not know as git's: from this run on git takes
 * them back. Nothing is written to the tenant, so it counts as no change.
 *
 * @param holders all of one kind
 */
public record Adopted(Slug role, SubjectKind kind, List<Subject> holders) {
  public Adopted {
    holders = List.copyOf(holders);
  }
}
