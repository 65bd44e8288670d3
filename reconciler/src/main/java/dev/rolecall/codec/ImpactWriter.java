package dev.rolecall.codec;

import dev.rolecall.access.Access;
import dev.rolecall.access.Impact;
import dev.rolecall.model.Person;
import tools.jackson.core.JsonGenerator;

/** Writes what a plan does to people, everybody by name, as entries of one object. */
public final class ImpactWriter {
  private final JsonGenerator out;
  private final ChangeWriter changes;

  /**
   * A writer of entries.
   *
   * @param out stands inside an object
   */
  public ImpactWriter(JsonGenerator out) {
    this.out = out;
    changes = new ChangeWriter(out);
  }

  public void write(Impact impact) {
    out.writeArrayPropertyStart("shifts");
    impact.shifts().forEach(this::shift);
    out.writeEndArray();
    out.writeArrayPropertyStart("reach");
    impact
        .roles()
        .forEach((role, reach) -> {
          out.writeStartObject();
          out.writeStringProperty("role", role.value());
          reach(reach);
        });
    impact
        .capabilities()
        .forEach((id, reach) -> {
          out.writeStartObject();
          out.writeName("capability");
          changes.capability(id);
          reach(reach);
        });
    out.writeEndArray();
    out.writeArrayPropertyStart("unread");
    impact.unread().forEach(changes::subject);
    out.writeEndArray();
  }

  private void reach(Impact.Reach reach) {
    out.writeNumberProperty("before", reach.before());
    out.writeNumberProperty("after", reach.after());
    out.writeEndObject();
  }

  private void shift(Impact.Shift shift) {
    out.writeStartObject();
    access("gained", shift.gained());
    access("lost", shift.lost());
    access("kept", shift.kept());
    out.writeArrayPropertyStart("people");
    shift.people().forEach(this::person);
    out.writeEndArray();
    out.writeEndObject();
  }

  void access(String name, Access access) {
    out.writeObjectPropertyStart(name);
    out.writeArrayPropertyStart("roles");
    access.roles().forEach(role -> out.writeString(role.value()));
    out.writeEndArray();
    out.writeArrayPropertyStart("capabilities");
    access.capabilities().forEach(changes::capability);
    out.writeEndArray();
    out.writeEndObject();
  }

  /** A person, as a value. */
  public void person(Person person) {
    out.writeStartObject();
    out.writeStringProperty("id", person.account().id());
    out.writeStringProperty("name", person.account().name());
    if (person.service()) {
      out.writeBooleanProperty("service", true);
    }
    if (!person.enabled()) {
      out.writeBooleanProperty("disabled", true);
    }
    out.writeEndObject();
  }
}
