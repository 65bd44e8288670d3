package dev.rolecall.codec;

import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.problem.SourceRef;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes what a change does, as entries of its step. */
public final class ChangeWriter {
  private final JsonGenerator out;

  public ChangeWriter(JsonGenerator out) {
    this.out = out;
  }

  public void write(Change change) {
    switch (change) {
      case Change.CapabilityCreated c -> {
        start(ChangeKind.CAPABILITY_CREATED);
        definition("after", c.after());
      }
      case Change.CapabilityEdited c -> {
        start(ChangeKind.CAPABILITY_EDITED);
        definition("before", c.before());
        definition("after", c.after());
      }
      case Change.CapabilityRemoved c -> {
        start(ChangeKind.CAPABILITY_REMOVED);
        definition("before", c.before());
      }
      case Change.RoleCreated c -> {
        start(ChangeKind.ROLE_CREATED);
        definition("after", c.after());
      }
      case Change.RoleTextEdited c -> {
        start(ChangeKind.ROLE_TEXT_EDITED);
        role(c.role());
        out.writeStringProperty("text", ChangeKind.word(c.text()));
        out.writeStringProperty("before", c.before());
        out.writeStringProperty("after", c.after());
      }
      case Change.RoleCapabilityAdded c -> {
        start(ChangeKind.ROLE_CAPABILITY_ADDED);
        role(c.role());
        out.writeName("capability");
        capability(c.capability());
      }
      case Change.RoleCapabilityRemoved c -> {
        start(ChangeKind.ROLE_CAPABILITY_REMOVED);
        role(c.role());
        out.writeName("capability");
        capability(c.capability());
      }
      case Change.RoleRetired c -> {
        start(ChangeKind.ROLE_RETIRED);
        definition("before", c.before());
        out.writeArrayPropertyStart("holders");
        c.holders().forEach(this::subject);
        out.writeEndArray();
        reason(c.reason());
        successor(c.successor());
      }
      case Change.AssignmentAdded c -> {
        start(ChangeKind.ASSIGNMENT_ADDED);
        role(c.role());
        out.writeName("subject");
        subject(c.subject());
        if (c.expires() != null) {
          out.writeStringProperty("expires", c.expires().toString());
        }
        reason(c.reason());
      }
      case Change.AssignmentRemoved c -> {
        start(ChangeKind.ASSIGNMENT_REMOVED);
        role(c.role());
        out.writeName("subject");
        subject(c.subject());
        out.writeStringProperty("why", ChangeKind.word(c.why()));
        if (c.drain() != null) {
          out.writeStringProperty("deleted-from", c.drain().deletedFrom().toString());
          reason(c.drain().reason());
          successor(c.drain().successor());
        }
      }
    }
  }

  private void successor(@Nullable Slug successor) {
    if (successor != null) {
      out.writeStringProperty("successor", successor.value());
    }
  }

  private void reason(@Nullable String reason) {
    if (reason != null) {
      out.writeStringProperty("reason", reason);
    }
  }

  /** The place of something; no entry where there is none. */
  void at(@Nullable SourceRef at) {
    if (at == null) {
      return;
    }
    out.writeObjectPropertyStart("at");
    out.writeStringProperty("file", at.file());
    out.writeNumberProperty("line", at.line());
    out.writeNumberProperty("column", at.column());
    out.writeEndObject();
  }

  /** As {@code area:action}; as an object where that would be read back as another capability. */
  void capability(CapabilityId id) {
    if (CapabilityId.parse(id.toString()).equals(Optional.of(id))) {
      out.writeString(id.toString());
      return;
    }
    out.writeStartObject();
    out.writeStringProperty("area", id.area());
    out.writeStringProperty("action", id.action());
    out.writeEndObject();
  }

  private void start(ChangeKind kind) {
    out.writeStringProperty("change", ChangeKind.word(kind));
  }

  private void role(Slug slug) {
    out.writeStringProperty("role", slug.value());
  }

  void subject(Subject subject) {
    out.writeStartObject();
    out.writeStringProperty("kind", subject.kind().word());
    out.writeStringProperty("id", subject.id());
    out.writeStringProperty("name", subject.name());
    out.writeEndObject();
  }

  private void definition(String name, CapabilityDefinition definition) {
    out.writeObjectPropertyStart(name);
    out.writeName("capability");
    capability(definition.id());
    texts(definition.name(), definition.description());
    out.writeEndObject();
  }

  private void definition(String name, RoleDefinition definition) {
    out.writeObjectPropertyStart(name);
    out.writeStringProperty("slug", definition.slug().value());
    texts(definition.name(), definition.description());
    capabilities(definition.capabilities());
    out.writeEndObject();
  }

  private void texts(String name, String description) {
    out.writeStringProperty("name", name);
    out.writeStringProperty("description", description);
  }

  private void capabilities(Collection<CapabilityId> capabilities) {
    out.writeArrayPropertyStart("capabilities");
    capabilities.forEach(this::capability);
    out.writeEndArray();
  }
}
