package dev.rolecall.desired.bind;

import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.model.Deletion;
import dev.rolecall.model.Sourced;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The days of a tombstone, and what the role is until then. */
final class TombstoneReader {
  private static final String DAY = "delete";
  private static final String DRAIN = "drain";
  private static final List<String> DEFINITION = List.of("name", "description", "capabilities");
  private static final String ADVICE =
      "rolecall retire SLUG --reason TEXT writes all of it; without delete the role is deleted at"
          + " once, and none of it is needed.";

  private final MapNode map;
  private final List<Problem> problems;

  TombstoneReader(MapNode map, List<Problem> problems) {
    this.map = map;
    this.problems = problems;
  }

  /** Null where the role is deleted at once. */
  @Nullable Deletion deletion() {
    if (map.get(DAY) == null) {
      without();
      return null;
    }
    lacking();
    @Nullable Instant day = EntryReader.moment(map, DAY, DateTimes::start, problems);
    @Nullable Instant drain = EntryReader.moment(map, DRAIN, DateTimes::start, problems);
    if (day != null && drain != null && drain.isAfter(day)) {
      String message = "drain is %s, after delete.".formatted(map.text(DRAIN));
      problems.add(
          Problem.error(RuleId.BAD_VALUE, at(DRAIN), message)
              .advising("Nobody holds a role that is deleted: drain is on or before delete."));
    }
    return new Deletion(
        drain == null ? null : new Sourced<>(drain, at(DRAIN)),
        // Nobody can tell when: then it is no day that has come.
        new Sourced<>(day == null ? Instant.MAX : day, at(DAY)),
        DocumentReader.text(map, "name"),
        DocumentReader.text(map, "description"),
        CapabilityReader.all(map, problems));
  }

  private void lacking() {
    var missing = new ArrayList<>(DEFINITION);
    missing.removeIf(key -> map.get(key) != null);
    if (!missing.isEmpty()) {
      String message =
          "With delete, the tombstone holds what the role is until then; it lacks %s."
              .formatted(String.join(" and ", missing));
      problems.add(Problem.error(RuleId.MISSING_KEY, at(DAY), message).advising(ADVICE));
    }
  }

  /** What means something only until a day. */
  private void without() {
    var needless = new ArrayList<>(DEFINITION);
    needless.addFirst(DRAIN);
    needless.removeIf(key -> map.get(key) == null);
    if (!needless.isEmpty()) {
      String message =
          "Without delete, the role is deleted at once: %s would say nothing."
              .formatted(String.join(", ", needless));
      problems.add(
          Problem.error(RuleId.MISSING_KEY, at(needless.getFirst()), message)
              .advising("Add delete with the day on which it is deleted, or remove that."));
    }
  }

  private SourceRef at(String key) {
    return DocumentReader.place(map, key);
  }
}
