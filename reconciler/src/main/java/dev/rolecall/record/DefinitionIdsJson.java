package dev.rolecall.record;

import dev.rolecall.codec.StrictObject;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DefinitionIds;
import dev.rolecall.model.Slug;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.core.JsonGenerator;

/** Roles and capabilities in {@code run.json}; where there are none, the entry is left out. */
final class DefinitionIdsJson {
  private DefinitionIdsJson() {}

  static void write(JsonGenerator out, String name, DefinitionIds ids) {
    if (ids.isEmpty()) {
      return;
    }
    out.writeObjectPropertyStart(name);
    out.writeArrayPropertyStart("roles");
    ids.roles().forEach(role -> out.writeString(role.value()));
    out.writeEndArray();
    out.writeArrayPropertyStart("capabilities");
    ids.capabilities().forEach(id -> capability(out, id));
    out.writeEndArray();
    out.writeEndObject();
  }

  /** In two parts, since the text of two capabilities can be the same. */
  private static void capability(JsonGenerator out, CapabilityId id) {
    out.writeStartObject();
    out.writeStringProperty("area", id.area());
    out.writeStringProperty("action", id.action());
    out.writeEndObject();
  }

  static DefinitionIds read(StrictObject run, String name) {
    StrictObject in = run.objectOrNull(name);
    if (in == null) {
      return DefinitionIds.none();
    }
    var ids = new DefinitionIds(slugs(in), new TreeSet<>(in.capabilities("capabilities")));
    in.end();
    return ids;
  }

  private static SortedSet<Slug> slugs(StrictObject in) {
    var slugs = new TreeSet<Slug>();
    for (String slug : in.texts("roles")) {
      if (slug.isEmpty()) {
        throw in.wrong("has an empty slug");
      }
      slugs.add(new Slug(slug));
    }
    return slugs;
  }
}
