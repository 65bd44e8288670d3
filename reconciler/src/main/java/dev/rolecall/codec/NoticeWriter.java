package dev.rolecall.codec;

import dev.rolecall.diff.Adopted;
import dev.rolecall.diff.DeclaredChange;
import dev.rolecall.diff.DeclaredChange.About;
import dev.rolecall.diff.Withheld;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DueDate;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes what a plan or a drift report says beside its changes, as entries of an object each. */
public final class NoticeWriter {
  private final JsonGenerator out;
  private final ChangeWriter changes;

  /**
   * A writer of entries; every object and list around them is the caller's.
   *
   * @param out stands inside an object whenever a method is called
   */
  public NoticeWriter(JsonGenerator out) {
    this.out = out;
    this.changes = new ChangeWriter(out);
  }

  /** What git changed without anything to write now. */
  public void declared(DeclaredChange change) {
    switch (change.about()) {
      case About.OfHolder holder -> {
        out.writeStringProperty("role", holder.role().value());
        SubjectName subject = holder.subject();
        out.writeStringProperty(subject.kind().word(), subject.name());
      }
      case About.OfRole role -> out.writeStringProperty("role", role.role().value());
      case About.OfDocument document -> out.writeStringProperty(document.kind(), document.name());
      case About.OfCapability capability -> {
        out.writeName("capability");
        changes.capability(capability.capability());
      }
    }
    out.writeStringProperty("field", change.field().word());
    if (change.before() != null) {
      out.writeStringProperty("before", change.before());
    }
    if (change.after() != null) {
      out.writeStringProperty("after", change.after());
    }
    out.writeStringProperty("standing", change.standing().word());
    changes.at(change.at());
  }

  /** What git asks for and is not done. */
  public void withheld(Withheld withheld) {
    out.writeStringProperty("rule", withheld.rule().id());
    holders(withheld.role(), withheld.kind(), withheld.holders());
    if (withheld.waits() != null) {
      out.writeStringProperty("waits", withheld.waits().name());
    }
    changes.at(withheld.at());
  }

  /** Who becomes git's own. */
  public void adopted(Adopted adopted) {
    holders(adopted.role(), adopted.kind(), adopted.holders());
  }

  /** A day on which a tombstone does something. */
  public void dueDate(DueDate due) {
    out.writeStringProperty("role", due.role().value());
    out.writeStringProperty("what", ChangeKind.word(due.what()));
    out.writeStringProperty("from", due.at().toString());
    changes.at(due.place());
  }

  private void holders(Slug role, SubjectKind kind, List<Subject> holders) {
    out.writeStringProperty("role", role.value());
    out.writeStringProperty("kind", kind.word());
    out.writeArrayPropertyStart("holders");
    holders.forEach(changes::subject);
    out.writeEndArray();
  }

  /** A capability as a value of its own. */
  public void capability(CapabilityId id) {
    changes.capability(id);
  }

  /** A subject as a value of its own. */
  public void subject(Subject subject) {
    changes.subject(subject);
  }
}
