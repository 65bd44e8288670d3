package dev.rolecall.report;

import dev.rolecall.model.Grant;
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
 * @param cut what is not told because the record was cut; null: it never was
 */
public record HistoryReport(
    String tenant,
    String record,
    @Nullable String about,
    List<Entry> entries,
    List<Holding> granted,
    @Nullable Cut cut) {
  public HistoryReport {
    entries = List.copyOf(entries);
    granted = List.copyOf(granted);
  }

  /** One entry of the record. */
  public sealed interface Entry permits HistoryRun, Unreadable {}

  /**
   * A commit that this rolecall cannot read as a run; what it did is not told.
   *
   * @param reason a sentence for people
   */
  public record Unreadable(String commit, String reason) implements Entry {}

  /**
   * A grant that is git's own.
   *
   * @param name that the subject goes by, as far as the record knows
   */
  public record Holding(Grant grant, @Nullable String name) {}

  /**
   * Runs that are no longer told: the record begins with the state that the last of them left.
   *
   * @param replaces tip of the chain that was cut off
   * @param by null: an older rolecall did not say it
   * @param granted how many grants were git's own then
   */
  public record Cut(String replaces, @Nullable CutBy by, int granted) {}

  /**
   * Who cut it.
   *
   * @param runs how many are not told
   */
  public record CutBy(String actor, Instant at, int runs) {}
}
