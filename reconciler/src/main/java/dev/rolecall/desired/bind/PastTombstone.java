package dev.rolecall.desired.bind;

import dev.rolecall.model.Slug;
import dev.rolecall.model.Tombstone;
import dev.rolecall.problem.SourceRef;
import java.time.LocalDate;

/**
 * A tombstone that stood in history.
 *
 * @param tenant whose slug it burnt
 * @param commit what people call the commit that brought it; empty: only the record knows of it
 */
public record PastTombstone(String tenant, Tombstone tombstone, String commit) {

  /** Of a slug that a run has burnt, whatever became of its tombstone. */
  public static PastTombstone recorded(String tenant, Slug slug) {
    return new PastTombstone(
        tenant,
        new Tombstone.OfRole(slug, LocalDate.EPOCH, "", null, SourceRef.wholeFile("-")),
        "");
  }

  /** {@code in commit abc1234}; goes on a sentence that says that it was retired. */
  public String where() {
    return commit.isEmpty() ? "by a run that the record tells of" : "in commit " + commit;
  }

  /** With the place of the tombstone, where there is one. */
  String place() {
    return commit.isEmpty() ? where() : "%s (%s)".formatted(where(), tombstone.at());
  }
}
