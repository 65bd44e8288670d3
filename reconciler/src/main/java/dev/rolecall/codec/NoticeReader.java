package dev.rolecall.codec;

import dev.rolecall.diff.Adopted;
import dev.rolecall.diff.DeclaredChange;
import dev.rolecall.diff.DeclaredChange.About;
import dev.rolecall.diff.Withheld;
import dev.rolecall.model.DueDate;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link NoticeWriter} wrote. */
final class NoticeReader {
  private NoticeReader() {}

  static DeclaredChange declared(StrictObject fields) {
    return new DeclaredChange(
        about(fields),
        fields.word("field", DeclaredChange.Field.class),
        fields.textOrNull("before"),
        fields.textOrNull("after"),
        fields.word("standing", DeclaredChange.Standing.class),
        ChangeReader.at(fields.objectOrNull("at")));
  }

  private static About about(StrictObject fields) {
    if (fields.has("capability")) {
      return new About.OfCapability(fields.capability("capability"));
    }
    for (SubjectKind kind : SubjectKind.values()) {
      if (fields.has(kind.word())) {
        var subject = new SubjectName(kind, fields.text(kind.word()));
        return new About.OfHolder(fields.slug("role"), subject);
      }
    }
    for (String kind : List.of("approval", "policy")) {
      if (fields.has(kind)) {
        return new About.OfDocument(kind, fields.text(kind));
      }
    }
    return new About.OfRole(fields.slug("role"));
  }

  static Adopted adopted(StrictObject fields) {
    return new Adopted(fields.slug("role"), kind(fields), holders(fields));
  }

  static DueDate dueDate(StrictObject fields) {
    return new DueDate(
        fields.slug("role"),
        fields.word("what", DueDate.What.class),
        fields.instant("from"),
        placed(fields));
  }

  private static SourceRef placed(StrictObject fields) {
    @Nullable SourceRef at = ChangeReader.at(fields.objectOrNull("at"));
    if (at == null) {
      throw fields.wrong("has no at");
    }
    return at;
  }

  private static SubjectKind kind(StrictObject fields) {
    return fields.word("kind", SubjectKind.class);
  }

  private static List<Subject> holders(StrictObject fields) {
    return fields.objects("holders").stream().map(ChangeReader::subject).toList();
  }

  private static @Nullable SubjectName waits(StrictObject fields) {
    String name = fields.textOrNull("waits");
    return name == null ? null : new SubjectName(kind(fields), name);
  }

  static Withheld withheld(StrictObject fields) {
    return new Withheld(
        fields.word("rule", RuleId.class),
        fields.slug("role"),
        kind(fields),
        holders(fields),
        waits(fields),
        ChangeReader.at(fields.objectOrNull("at")));
  }
}
