package dev.rolecall.codec;

import dev.rolecall.model.Approval;
import dev.rolecall.model.Approval.Amount;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.policy.Objection;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ObjectionWriter} wrote. */
final class ObjectionReader {
  private ObjectionReader() {}

  static Objection read(StrictObject fields) {
    RuleId rule = fields.word("rule", RuleId.class);
    return new Objection(
        rule,
        fields.word("needs", Objection.Needs.class),
        item(fields),
        fields.textOrNull("policy"),
        subjects(fields),
        amount(fields),
        fields.text("message"),
        fields.texts("details"),
        fields.objects("people").stream().map(ImpactReader::person).toList(),
        ChangeReader.at(fields.objectOrNull("setting")),
        ChangeReader.at(fields.objectOrNull("at")),
        new TreeSet<>(fields.texts("steps")),
        fields.has("lifted-by") ? approval(rule, fields.object("lifted-by")) : null,
        fields.has("overridden") && fields.flag("overridden"));
  }

  private static @Nullable Holdable item(StrictObject fields) {
    return fields.has("role")
        ? new Holdable.OfRole(fields.slug("role"))
        : fields.has("capability")
            ? new Holdable.OfCapability(fields.capability("capability"))
            : null;
  }

  private static @Nullable Amount amount(StrictObject fields) {
    return fields.has("measure")
        ? new Amount(fields.word("measure", Approval.Measure.class), fields.number("number"))
        : null;
  }

  private static Approval approval(RuleId rule, StrictObject fields) {
    @Nullable SourceRef at = ChangeReader.at(fields.objectOrNull("at"));
    if (at == null) {
      throw fields.wrong("has no at");
    }
    var approval =
        new Approval(
            rule,
            item(fields),
            fields.textOrNull("policy"),
            subjects(fields),
            amount(fields),
            fields.text("owner"),
            fields.text("reason"),
            fields.instant("expires"),
            at);
    fields.end();
    return approval;
  }

  private static SortedSet<SubjectName> subjects(StrictObject fields) {
    return new TreeSet<>(fields.objects("subjects").stream().map(ObjectionReader::name).toList());
  }

  private static SubjectName name(StrictObject fields) {
    for (SubjectKind kind : SubjectKind.values()) {
      if (fields.has(kind.word())) {
        var name = new SubjectName(kind, fields.text(kind.word()));
        fields.end();
        return name;
      }
    }
    throw fields.wrong("is no subject");
  }
}
