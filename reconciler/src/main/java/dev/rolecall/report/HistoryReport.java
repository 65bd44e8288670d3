package dev.rolecall.report;

import dev.rolecall.model.Grant;
import dev.rolecall.model.TenantIdentity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the record of a tenant tells.
 *
 * @param record where it is kept, for people
 * @param about the role, user or group that was asked for; null: everything
 * @param entries newest first; with {@code about}, runs that did something to it, and all that
 *     cannot be read
 * @param granted what is git's own by the last run, of what was asked for
 */
public record HistoryReport(
    String tenant,
    String record,
    @Nullable String about,
    List<Entry> entries,
    List<Holding> granted) {
  public HistoryReport {
    entries = List.copyOf(entries);
    granted = List.copyOf(granted);
  }

  /** One entry of the record. */
  public sealed interface Entry {}

  /**
   * A commit that this rolecall cannot read as a run; what it did is not told.
   *
   * @param reason a sentence for people
   */
  public record Unreadable(String commit, String reason) implements Entry {}

  /**
   * A run, or what it did to whom was asked for.
   *
   * @param commit of the record that tells of it, full id
   * @param counts what it did, by word; only what was asked for
   * @param events the same one by one; empty where nothing in particular was asked for
   * @param steps of one run that was asked for; those on the role itself that was asked for
   */
  public record Run(
      String id,
      String commit,
      Who who,
      When when,
      Counts counts,
      List<Event> events,
      List<Step> steps)
      implements Entry {
    public Run {
      events = List.copyOf(events);
      steps = List.copyOf(steps);
    }
  }

  /**
   * Who ran what against which tenant.
   *
   * @param target full id of the commit of the roles repository
   * @param dirty files differed from it
   * @param plan digest
   * @param rollback somebody meant to undo what a later commit had applied
   * @param movedFrom the tenant that the record was of until this run; null: the same
   * @param replaces tip of the chain that was cut off here; null: none was
   * @param renamed what the tenant was called from then on, on a branch of its own; null: the same
   */
  public record Who(
      String actor,
      String target,
      boolean dirty,
      String plan,
      boolean rollback,
      TenantIdentity tenant,
      @Nullable TenantIdentity movedFrom,
      @Nullable String replaces,
      @Nullable String renamed) {}

  /**
   * How far it came, and its times.
   *
   * @param state {@code started}, {@code done}, {@code partial}
   * @param ended null while it has no end
   * @param lease until when it may write; null: it had nothing to write
   */
  public record When(
      String state, Instant begun, @Nullable Instant ended, @Nullable Instant lease) {}

  /**
   * What a run did, in numbers.
   *
   * @param counts events of each word, in the order of {@link Word}
   * @param definitions steps on roles and capabilities themselves, however they ended
   */
  public record Counts(List<Count> counts, int definitions) {
    public Counts {
      counts = List.copyOf(counts);
    }

    /** One of them; never zero. */
    public record Count(Word word, int number) {}
  }

  /** What became of a grant. */
  public enum Word {
    GRANTED("granted", '+'),
    REMOVED("removed", '-'),
    /** Held by hand before; git's from then on. */
    ADOPTED("adopted", '='),
    /** Of a run before, whose end did not know. */
    SETTLED("settled", '='),
    /** No longer git's, without a write. */
    GIVEN_UP("given up", '='),
    FAILED("failed", '!'),
    /** The run could not tell. */
    UNKNOWN("unknown", '?');

    private final String word;
    private final char sign;

    Word(String word, char sign) {
      this.word = word;
      this.sign = sign;
    }

    public String word() {
      return word;
    }

    char sign() {
      return sign;
    }
  }

  /**
   * One thing that a run did to a grant.
   *
   * @param name that the subject goes by, as far as the record knows
   */
  public record Event(Word word, Grant grant, @Nullable String name) {}

  /**
   * A grant that is git's own.
   *
   * @param name that the subject goes by, as far as the record knows
   */
  public record Holding(Grant grant, @Nullable String name) {}

  /**
   * A step and its end.
   *
   * @param outcome {@code done}, {@code failed}, {@code unknown}, {@code skipped}, or {@code open}
   *     while the run has no end
   * @param message what could not be done and why; null where there is nothing to say
   */
  public record Step(dev.rolecall.plan.Step step, String outcome, @Nullable String message) {}
}
