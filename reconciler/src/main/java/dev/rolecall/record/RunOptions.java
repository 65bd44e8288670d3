package dev.rolecall.record;

import dev.rolecall.diff.Cause;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked of a run beyond the commit, where it made a difference. For whoever reads the
 * record; nothing but {@code rollback} decides anything.
 *
 * @param rollback somebody meant to undo what a later commit had applied
 * @param begin somebody said that no record is as it should be, and there was none
 * @param takeOver id of the run that could still write and was said to be dead; null: none
 * @param seed commit that an older rolecall had applied, by which this record begins; null: none
 * @param breakGlass why it went on without an approval, or in spite of a hold; null: it did not
 * @param undoes id of the run whose steps it takes back; null: it follows a commit
 * @param chosen what restricted the run
 * @param approvals that it used, in the order of their files
 */
public record RunOptions(
    boolean rollback,
    boolean begin,
    @Nullable String takeOver,
    @Nullable String seed,
    @Nullable String breakGlass,
    @Nullable String undoes,
    Chosen chosen,
    List<UsedApproval> approvals) {
  public static final RunOptions NONE = ofRollback(false);

  public RunOptions {
    approvals = List.copyOf(approvals);
  }

  /**
   * An approval without which the run would not have been.
   *
   * @param file where it stood
   * @param owner who answers for it
   * @param where the change by which it came, on the review host; null: the reviewer is unknown
   * @param reviewedBy who approved that change's head there
   */
  public record UsedApproval(
      String file, String owner, @Nullable String where, List<String> reviewedBy) {
    public UsedApproval {
      reviewedBy = List.copyOf(reviewedBy);
    }

    /** {@code reviewed by lee at https://...}, or that nobody is known. */
    public String review() {
      if (where == null) {
        return "reviewer unknown";
      }
      return "reviewed by %s at %s"
          .formatted(reviewedBy.isEmpty() ? "nobody" : String.join(", ", reviewedBy), where);
    }
  }

  /** Nothing but a rollback, or not even that. */
  static RunOptions ofRollback(boolean rollback) {
    return new RunOptions(rollback, false, null, null, null, null, Chosen.EVERYTHING, List.of());
  }

  /**
   * Which steps of the whole plan were to be done.
   *
   * @param only causes; empty: all of them
   * @param savedPlan those of a saved plan alone
   * @param noRemovals none that takes something away
   * @param roles those of these roles alone; empty: of all
   * @param leftOut how many steps that left out
   */
  public record Chosen(
      SortedSet<Cause> only,
      boolean savedPlan,
      boolean noRemovals,
      List<String> roles,
      int leftOut) {
    public static final Chosen EVERYTHING = new Chosen(new TreeSet<>(), false, false, List.of(), 0);

    public Chosen {
      only = Collections.unmodifiableSortedSet(new TreeSet<>(only));
      roles = List.copyOf(roles);
    }

    /** Of a run with these causes; all of them are no restriction. */
    public static Chosen of(
        Set<Cause> causes, boolean savedPlan, boolean noRemovals, List<String> roles, int leftOut) {
      boolean all = causes.containsAll(EnumSet.allOf(Cause.class));
      return new Chosen(
          all ? new TreeSet<>() : new TreeSet<>(causes), savedPlan, noRemovals, roles, leftOut);
    }
  }
}
