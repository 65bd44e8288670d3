package dev.rolecall.record;

import dev.rolecall.codec.StrictObject;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Vanished;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.core.JsonGenerator;

/** The {@code vanished} of {@code run.json}; where nothing has vanished there is none. */
final class VanishedJson {
  private static final String NAME = "vanished";

  private VanishedJson() {}

  static void write(JsonGenerator out, Vanished vanished) {
    if (vanished.isEmpty()) {
      return;
    }
    out.writeObjectPropertyStart(NAME);
    out.writeArrayPropertyStart("roles");
    vanished.roles().forEach(role -> out.writeString(role.value()));
    out.writeEndArray();
    out.writeArrayPropertyStart("capabilities");
    vanished.capabilities().forEach(id -> capability(out, id));
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

  static Vanished read(StrictObject run) {
    StrictObject in = run.objectOrNull(NAME);
    if (in == null) {
      return Vanished.nothing();
    }
    var vanished = new Vanished(slugs(in, "roles"), new TreeSet<>(in.capabilities("capabilities")));
    in.end();
    return vanished;
  }

  /** Of a list that may be absent. */
  static SortedSet<Slug> slugs(StrictObject in, String name) {
    var slugs = new TreeSet<Slug>();
    for (String slug : in.texts(name)) {
      if (slug.isEmpty()) {
        throw in.wrong("has an empty slug");
      }
      slugs.add(new Slug(slug));
    }
    return slugs;
  }
}
