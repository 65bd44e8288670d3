package dev.rolecall.drift;

import dev.rolecall.access.Route;
import dev.rolecall.model.Person;
import dev.rolecall.model.Separation;
import dev.rolecall.model.Separation.Waiver;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who holds together what a policy keeps apart.
 *
 * @param one ways to the first side of the policy; at least one
 * @param other ways to the second; at least one
 * @param waiver the one of this person that ends last; null: there never was one
 */
public record Pair(
    Separation policy,
    Person person,
    List<Route> one,
    List<Route> other,
    Standing standing,
    @Nullable Waiver waiver) {
  public Pair {
    one = List.copyOf(one);
    other = List.copyOf(other);
  }

  /** How it came to be, or why it may. */
  public enum Standing {
    /** Git alone did not bring it about: somebody joined a group, or was granted it by hand. */
    OUTSIDE_GIT,
    /** It was waived, and is no longer. */
    WAIVER_ENDED,
    WAIVED,
    /** Lines of git grant both to this user. */
    BY_GIT;

    /** Whether it is not as somebody in git has it. */
    public boolean isDrift() {
      return switch (this) {
        case OUTSIDE_GIT, WAIVER_ENDED -> true;
        case WAIVED, BY_GIT -> false;
      };
    }

    /** The word in a report, for example {@code outside-git}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
