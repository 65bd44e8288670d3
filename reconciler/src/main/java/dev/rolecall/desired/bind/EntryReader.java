package dev.rolecall.desired.bind;

import dev.rolecall.desired.yaml.ListNode;
import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The lists {@code users} and {@code groups} of one document. */
final class EntryReader {
  private final NameInterner pool;
  private final List<Problem> problems;
  private final List<DesiredAssignment> assignments = new ArrayList<>();

  EntryReader(NameInterner pool, List<Problem> problems) {
    this.pool = pool;
    this.problems = problems;
  }

  List<DesiredAssignment> assignments() {
    return assignments;
  }

  void read(MapNode map, SubjectKind kind) {
    Set<String> plain = new HashSet<>();
    for (Node item : map.items(kind.plural())) {
      switch (item) {
        case ScalarNode scalar -> {
          // The schema has complained of the same plain text twice.
          if (!scalar.text().isEmpty() && plain.add(scalar.text())) {
            var name = pool.shared(new SubjectName(kind, scalar.text()));
            assignments.add(new DesiredAssignment(name, null, null, null, scalar.at()));
          }
        }
        case MapNode entry -> add(entry, kind);
        case ListNode _ -> {}
      }
    }
  }

  private void add(MapNode entry, SubjectKind kind) {
    String id = given(entry, "id");
    String said = given(entry, kind.word());
    String name = said == null ? id : said;
    if (name == null) {
      return;
    }
    Instant from = moment(entry, "from", DateTimes::start, problems);
    Instant expires = moment(entry, "expires", DateTimes::end, problems);
    if (from != null && expires != null && !from.isBefore(expires)) {
      String message =
          "%s starts %s and expires %s."
              .formatted(ScalarNode.excerpt(name), entry.text("from"), entry.text("expires"));
      var at = DocumentReader.place(entry, "from");
      problems.add(Problem.error(RuleId.FROM_AFTER_EXPIRES, at, message));
    }
    var subject = pool.shared(new SubjectName(kind, name));
    assignments.add(
        new DesiredAssignment(subject, id, from, expires, entry.text("reason"), entry.at()));
  }

  private static @Nullable String given(MapNode entry, String key) {
    String text = entry.text(key);
    return text == null || text.isEmpty() ? null : text;
  }

  /** The schema has checked the form, not the calendar. */
  static @Nullable Instant moment(
      MapNode entry,
      String key,
      Function<String, Optional<Instant>> parse,
      List<Problem> problems) {
    String text = entry.text(key);
    if (text == null) {
      return null;
    }
    Optional<Instant> moment = parse.apply(text);
    if (moment.isEmpty() && text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}([T].*[Z0-9])?")) {
      String message =
          "%s is %s, which is on no calendar.".formatted(key, ScalarNode.excerpt(text));
      problems.add(Problem.error(RuleId.BAD_DATE, DocumentReader.place(entry, key), message));
    }
    return moment.orElse(null);
  }
}
