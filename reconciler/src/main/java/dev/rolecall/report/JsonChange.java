package dev.rolecall.report;

import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;

/** A change as entries of a JSON object: what it is, what it is about, why, and where. */
final class JsonChange {
  private final JsonText json;

  JsonChange(JsonText json) {
    this.json = json;
  }

  void entries(Change change) {
    switch (change) {
      case Change.CapabilityCreated c -> {
        json.put("change", "capability-created");
        definition("after", c.after());
      }
      case Change.CapabilityEdited c -> {
        json.put("change", "capability-edited");
        definition("before", c.before());
        definition("after", c.after());
      }
      case Change.CapabilityRemoved c -> {
        json.put("change", "capability-removed");
        definition("before", c.before());
      }
      case Change.RoleCreated c -> {
        json.put("change", "role-created");
        definition("after", c.after());
      }
      case Change.RoleTextEdited c -> {
        json.put("change", "role-text-edited");
        role(c.role());
        json.put("text", JsonReport.word(c.text()));
        json.put("before", c.before());
        json.put("after", c.after());
      }
      case Change.RoleCapabilityAdded c -> {
        json.put("change", "role-capability-added");
        role(c.role());
        capability("capability", c.capability());
      }
      case Change.RoleCapabilityRemoved c -> {
        json.put("change", "role-capability-removed");
        role(c.role());
        capability("capability", c.capability());
      }
      case Change.RoleRetired c -> {
        json.put("change", "role-retired");
        definition("before", c.before());
        json.list("holders", c.holders(), holder -> json.object(() -> subject(holder)));
      }
      case Change.AssignmentAdded c -> {
        json.put("change", "assignment-added");
        role(c.role());
        json.object("subject", () -> subject(c.subject()));
        if (c.expires() != null) {
          json.put("expires", c.expires().toString());
        }
      }
      case Change.AssignmentRemoved c -> {
        json.put("change", "assignment-removed");
        role(c.role());
        json.object("subject", () -> subject(c.subject()));
        json.put("why", JsonReport.word(c.why()));
      }
    }
    json.put("cause", change.cause().word());
    json.at(change.at());
  }

  private void role(Slug slug) {
    json.put("role", slug.value());
  }

  private void subject(Subject subject) {
    json.put("kind", subject.kind().word());
    json.put("id", subject.id());
    json.put("name", subject.name());
  }

  private void definition(String name, CapabilityDefinition definition) {
    json.object(
        name,
        () -> {
          capability("capability", definition.id());
          json.put("name", definition.name());
          json.put("description", definition.description());
        });
  }

  private void definition(String name, RoleDefinition definition) {
    json.object(
        name,
        () -> {
          json.put("slug", definition.slug().value());
          json.put("name", definition.name());
          json.put("description", definition.description());
          json.list("capabilities", definition.capabilities(), id -> json.value(id.toString()));
        });
  }

  private void capability(String name, CapabilityId id) {
    json.put(name, id.toString());
  }
}
