package dev.rolecall.access;

import dev.rolecall.model.Days;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A way on which something of a role that ends stays with people.
 *
 * @param role by which it stays: the same one, or another
 * @param group in which they are; null: each holds that role directly
 * @param from when the way begins, not after the end; null: it is there already
 * @param until when it ends, later than the end; null: nobody has said
 * @param gives what it gives of the role that ends; never nothing
 * @param people how many keep something by it
 */
public record KeptWay(
    Slug role,
    @Nullable Subject group,
    @Nullable Instant from,
    @Nullable Instant until,
    Access gives,
    int people) {
  static final Comparator<KeptWay> MOST_PEOPLE_FIRST =
      Comparator.comparingInt((KeptWay way) -> -way.people)
          .thenComparing(KeptWay::role)
          .thenComparing(way -> way.group == null ? "" : way.group.toString());

  /**
   * {@code role viewer in group staff until 2027-03-01}; of the role that ends the group alone.
   *
   * @param ends the role that ends
   */
  String clause(Slug ends) {
    return "%s%s%s"
        .formatted(
            group == null
                ? "role %s directly".formatted(role)
                : role.equals(ends) ? group : "role %s in %s".formatted(role, group),
            from == null ? "" : " from " + Days.first(from),
            until == null ? "" : " until " + Days.last(until));
  }
}
