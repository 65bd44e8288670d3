package dev.rolecall.report;

import dev.rolecall.model.Holdable;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.plan.Step;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A run, or what it did to whom was asked for.
 *
 * @param commit of the record that tells of it, full id
 * @param counts what it did, by word; only what was asked for
 * @param events the same one by one; empty where nothing in particular was asked for
 * @param loggedOut whose sessions it ended; only who was asked for
 * @param steps of one run that was asked for; those on the role itself that was asked for
 */
public record HistoryRun(
    String id,
    String commit,
    Who who,
    When when,
    Asked asked,
    Ties ties,
    Counts counts,
    List<RunEvent> events,
    List<StepEnd> steps,
    List<LoggedOut> loggedOut)
    implements HistoryReport.Entry {
  public HistoryRun {
    events = List.copyOf(events);
    steps = List.copyOf(steps);
    loggedOut = List.copyOf(loggedOut);
  }

  /**
   * Somebody whose sessions it ended.
   *
   * @param user the id of the account
   * @param policies names of those that asked for it; empty: somebody asked for it for a run
   */
  public record LoggedOut(
      String user, String name, SortedSet<String> policies, SortedSet<Holdable> lost) {}

  /**
   * Who ran what against which tenant.
   *
   * @param target full id of the commit of the roles repository
   * @param dirty files differed from it
   * @param plan digest
   */
  public record Who(
      String actor, String target, boolean dirty, String plan, TenantIdentity tenant) {}

  /**
   * How far it came, and its times.
   *
   * @param state {@code started}, {@code done}, {@code partial}
   * @param ended null while it has no end
   * @param lease until when it may write; null: it had nothing to write
   * @param mayWrite it has no end, and its lease is not over
   * @param settledBy id of the run that found out what a run without an end had done; null: none
   * @param settles id of the run without an end, of which this one found that out; null: none
   */
  public record When(
      String state,
      Instant begun,
      @Nullable Instant ended,
      @Nullable Instant lease,
      boolean mayWrite,
      @Nullable String settledBy,
      @Nullable String settles) {

    /** {@code no end} for a run that is not running any more and told nothing of its end. */
    String word() {
      return state.equals("started") && !mayWrite ? "no end" : state;
    }
  }

  /**
   * What somebody asked of it beyond the commit.
   *
   * @param rollback it was meant to undo what a later commit had applied
   * @param begin there was no record, and that was said to be as it should be
   * @param takeOver id of a run that was said to be dead; null: none
   * @param seed commit of an older rolecall by which the record begins; null: none
   * @param breakGlass why it went on without an approval, or in spite of a hold; null: it did not
   * @param undoes id of the run whose steps it took back; null: it followed a commit
   * @param approvals without which it would not have been
   */
  public record Asked(
      boolean rollback,
      boolean begin,
      @Nullable String takeOver,
      @Nullable String seed,
      @Nullable String breakGlass,
      @Nullable String undoes,
      Chosen chosen,
      List<Used> approvals) {
    public Asked {
      approvals = List.copyOf(approvals);
    }
  }

  /**
   * An approval that it used.
   *
   * @param review null: the reviewer is unknown
   */
  public record Used(String file, String owner, Reviews.@Nullable Given review) {}

  /**
   * What restricted it.
   *
   * @param only causes; empty: all
   * @param noRemovals nothing that takes something away
   * @param roles only theirs; empty: of all
   * @param leftOut steps of the whole plan that were not to be done
   */
  public record Chosen(
      List<String> only, boolean savedPlan, boolean noRemovals, List<String> roles, int leftOut) {
    public Chosen {
      only = List.copyOf(only);
      roles = List.copyOf(roles);
    }
  }

  /**
   * How it goes on from the runs before.
   *
   * @param movedFrom the tenant that the record was of until this run; null: the same
   * @param insteadOf the tenant whose record stood here, and was not carried on; null: none
   * @param cut the record begins here since it was cut; null: it was not cut here
   * @param renamed what the tenant was called from then on, on a branch of its own; null: the same
   */
  public record Ties(
      @Nullable TenantIdentity movedFrom,
      @Nullable TenantIdentity insteadOf,
      HistoryReport.@Nullable Cut cut,
      @Nullable String renamed) {}

  /**
   * What a run did, in numbers.
   *
   * @param counts events of each word, in the order of {@link RunEvent.Word}
   */
  public record Counts(List<Count> counts, Definitions definitions) {
    public Counts {
      counts = List.copyOf(counts);
    }

    /** One of them; never zero. */
    public record Count(RunEvent.Word word, int number) {}
  }

  /** Steps on roles and capabilities themselves, by how they ended. */
  public record Definitions(int done, int failed, int notTried, int unknown) {
    public static final Definitions NONE = new Definitions(0, 0, 0, 0);
  }

  /**
   * A step and its end.
   *
   * @param outcome {@code done}, {@code failed}, {@code unknown}, {@code skipped} for one that was
   *     not tried, or {@code open} while the run has no end
   * @param message what could not be done and why; null where there is nothing to say
   */
  public record StepEnd(Step step, String outcome, @Nullable String message) {}
}
