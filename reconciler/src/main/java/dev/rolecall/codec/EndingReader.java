package dev.rolecall.codec;

import dev.rolecall.access.Ending;
import dev.rolecall.access.KeptWay;
import dev.rolecall.model.Subject;
import dev.rolecall.problem.SourceRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link EndingWriter} wrote. */
final class EndingReader {
  private EndingReader() {}

  static Ending read(StrictObject fields) {
    Subject subject = ChangeReader.subject(fields.object("subject"));
    @Nullable SourceRef at = ChangeReader.at(fields.objectOrNull("at"));
    if (at == null) {
      throw fields.wrong("has no place");
    }
    return new Ending(
        fields.slug("role"),
        subject,
        fields.instant("expires"),
        at,
        fields.number("people"),
        fields.number("keep-role"),
        fields.number("keep-part"),
        fields.objects("ways").stream().map(EndingReader::way).toList(),
        subjects(fields.objects("unread")));
  }

  private static List<Subject> subjects(List<StrictObject> all) {
    return all.stream().map(ChangeReader::subject).toList();
  }

  private static KeptWay way(StrictObject fields) {
    @Nullable StrictObject group = fields.objectOrNull("group");
    var way =
        new KeptWay(
            fields.slug("role"),
            group == null ? null : ChangeReader.subject(group),
            instantOrNull(fields, "from"),
            instantOrNull(fields, "until"),
            ImpactReader.access(fields.object("gives")),
            fields.number("people"));
    fields.end();
    return way;
  }

  private static @Nullable Instant instantOrNull(StrictObject fields, String name) {
    return fields.has(name) ? fields.instant(name) : null;
  }
}
