package dev.rolecall.codec;

import dev.rolecall.model.Approval;
import dev.rolecall.model.Approval.Amount;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.SubjectName;
import dev.rolecall.policy.Objection;
import dev.rolecall.problem.SourceRef;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes what guards have against a plan, nobody left out, as entries of an object each. */
public final class ObjectionWriter {
  private final JsonGenerator out;
  private final ChangeWriter changes;
  private final ImpactWriter impact;

  /**
   * A writer of entries.
   *
   * @param out stands inside an object
   */
  public ObjectionWriter(JsonGenerator out) {
    this.out = out;
    changes = new ChangeWriter(out);
    impact = new ImpactWriter(out);
  }

  public void write(Objection objection) {
    out.writeStringProperty("rule", objection.rule().id());
    out.writeStringProperty("needs", ChangeKind.word(objection.needs()));
    scope(objection.item(), objection.policy(), objection.amount());
    subjects(objection.subjects());
    out.writeStringProperty("message", objection.message());
    out.writeArrayPropertyStart("details");
    objection.details().forEach(out::writeString);
    out.writeEndArray();
    out.writeArrayPropertyStart("people");
    objection.people().forEach(impact::person);
    out.writeEndArray();
    place("setting", objection.setting());
    place("at", objection.at());
    out.writeArrayPropertyStart("steps");
    objection.steps().forEach(out::writeString);
    out.writeEndArray();
    if (objection.liftedBy() != null) {
      out.writeObjectPropertyStart("lifted-by");
      approval(objection.liftedBy());
      out.writeEndObject();
    }
    if (objection.overridden()) {
      out.writeBooleanProperty("overridden", true);
    }
  }

  private void scope(@Nullable Holdable item, @Nullable String policy, @Nullable Amount amount) {
    switch (item) {
      case Holdable.OfRole(var role) -> out.writeStringProperty("role", role.value());
      case Holdable.OfCapability(var id) -> {
        out.writeName("capability");
        changes.capability(id);
      }
      case null -> {}
    }
    if (policy != null) {
      out.writeStringProperty("policy", policy);
    }
    if (amount != null) {
      out.writeStringProperty("measure", amount.measure().word());
      out.writeNumberProperty("number", amount.number());
    }
  }

  private void approval(Approval approval) {
    scope(approval.item(), approval.policy(), approval.allows());
    subjects(approval.subjects());
    out.writeStringProperty("owner", approval.owner());
    out.writeStringProperty("reason", approval.reason());
    out.writeStringProperty("expires", approval.expires().toString());
    place("at", approval.at());
  }

  private void subjects(SortedSet<SubjectName> subjects) {
    out.writeArrayPropertyStart("subjects");
    for (SubjectName subject : subjects) {
      out.writeStartObject();
      out.writeStringProperty(subject.kind().word(), subject.name());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void place(String name, @Nullable SourceRef place) {
    if (place != null) {
      out.writeObjectPropertyStart(name);
      out.writeStringProperty("file", place.file());
      out.writeNumberProperty("line", place.line());
      out.writeNumberProperty("column", place.column());
      out.writeEndObject();
    }
  }
}
