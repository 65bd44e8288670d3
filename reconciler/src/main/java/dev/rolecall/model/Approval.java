package dev.rolecall.model;

import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A reviewed statement that a guard may let something pass once.
 *
 * @param rule the guard
 * @param item the role or capability that it is about; null: none
 * @param policy name of the policy that it is about; null: none
 * @param subjects whom it is about; empty: the item, or the run as a whole
 * @param allows how much it allows; null: the guard counts nothing
 * @param owner who answers for it
 * @param expires first instant at which it allows nothing any more
 * @param at where the document begins
 */
public record Approval(
    RuleId rule,
    @Nullable Holdable item,
    @Nullable String policy,
    SortedSet<SubjectName> subjects,
    @Nullable Amount allows,
    String owner,
    String reason,
    Instant expires,
    SourceRef at) {
  /** The guards that can be lifted. */
  public static final Set<RuleId> RULES =
      Collections.unmodifiableSet(
          EnumSet.of(
              RuleId.REMOVAL_BUDGET,
              RuleId.GRANT_BUDGET,
              RuleId.REVOCATION_BUDGET,
              RuleId.MINIMUM_HOLDERS,
              RuleId.SENSITIVE,
              RuleId.SEPARATION_OF_DUTIES,
              RuleId.CUSTOM_RULE,
              RuleId.SLUG_LOOKALIKE,
              RuleId.ROLE_RETURNS,
              RuleId.NET_WIDENING,
              RuleId.UNDO_UNCONFIRMED));

  /** What stands in an approval that nobody has filled in. */
  public static final String UNFILLED_OWNER = "WHO ANSWERS FOR IT";

  public static final String UNFILLED_REASON = "WHY IT IS MEANT";

  /** Nobody approves for longer. */
  public static final Duration LONGEST = Duration.ofDays(14);

  public Approval {
    subjects = Collections.unmodifiableSortedSet(new TreeSet<>(subjects));
  }

  /** So many of something. */
  public record Amount(Measure measure, int number) {}

  /** What a guard counts. */
  public enum Measure {
    /** People who lose or gain something. */
    PEOPLE_AFFECTED,
    ROLES_RETIRED,
    ASSIGNMENTS_REMOVED,
    CHANGES_AFFECTED,
    /** People who keep something: the fewer, the worse. */
    HOLDERS_LEFT;

    /** The key in a document, for example {@code people-affected}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Whether it speaks at this instant: neither over, nor made to last longer than one may. */
  public boolean standsAt(Instant now) {
    return now.isBefore(expires) && !expires.isAfter(now.plus(LONGEST).plus(Duration.ofDays(1)));
  }

  /**
   * Which one it is, wherever it is written and whenever it ends: another reason or number is
   * another approval.
   */
  public String digest() {
    return new Digest()
        .add(rule.id())
        .add(String.valueOf(item))
        .add(String.valueOf(policy))
        .add(subjects.toString())
        .add(String.valueOf(allows))
        .add(owner)
        .add(reason)
        .hex();
  }
}
