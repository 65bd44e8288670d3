package dev.rolecall.tenant.api;

import dev.rolecall.http.Body;
import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Subject;
import dev.rolecall.tenant.AssignmentWrite;
import dev.rolecall.tenant.RoleEdit;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The request bodies of the contract. */
final class Bodies {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Bodies() {}

  static Body newCapability(CapabilityDefinition capability) {
    return object(json -> {
      json.writeStringProperty("area", capability.id().area());
      json.writeStringProperty("action", capability.id().action());
      json.writeStringProperty("name", capability.name());
      json.writeStringProperty("description", capability.description());
    });
  }

  static Body capabilityEdit(CapabilityDefinition capability) {
    return object(json -> {
      json.writeStringProperty("name", capability.name());
      json.writeStringProperty("description", capability.description());
    });
  }

  static Body newRole(RoleDefinition role) {
    return object(json -> {
      json.writeStringProperty("slug", role.slug().value());
      json.writeStringProperty("name", role.name());
      json.writeStringProperty("description", role.description());
      ids(json, "capabilities", role.capabilities());
    });
  }

  static Body roleEdit(RoleEdit edit) {
    return object(json -> {
      optional(json, "name", edit.name());
      optional(json, "description", edit.description());
      if (!edit.added().isEmpty()) {
        ids(json, "add_capabilities", edit.added());
      }
      if (!edit.removed().isEmpty()) {
        ids(json, "remove_capabilities", edit.removed());
      }
    });
  }

  static Body batch(List<AssignmentWrite> batch) {
    return object(json -> {
      json.writeArrayPropertyStart("items");
      batch.forEach(write -> item(json, write));
      json.writeEndArray();
    });
  }

  static Body users(List<Subject> users) {
    return object(json -> {
      json.writeArrayPropertyStart("users");
      users.forEach(user -> json.writeString(user.id()));
      json.writeEndArray();
    });
  }

  private static void item(JsonGenerator json, AssignmentWrite write) {
    json.writeStartObject();
    json.writeStringProperty("op", write.op().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("role", write.role().value());
    json.writeStringProperty("subject_type", write.subject().kind().word());
    json.writeStringProperty("subject_id", write.subject().id());
    json.writeEndObject();
  }

  private static void optional(JsonGenerator json, String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, value);
    }
  }

  private static void ids(JsonGenerator json, String name, Collection<CapabilityId> ids) {
    json.writeArrayPropertyStart(name);
    ids.forEach(id -> json.writeString(id.toString()));
    json.writeEndArray();
  }

  private static Body object(Consumer<JsonGenerator> members) {
    var out = new ByteArrayOutputStream();
    try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      members.accept(json);
      json.writeEndObject();
    }
    return Body.json(out.toByteArray());
  }
}
