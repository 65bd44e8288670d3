package dev.rolecall.record;

import dev.rolecall.codec.StrictObject;
import dev.rolecall.model.Drained;
import dev.rolecall.model.Drains;
import dev.rolecall.model.Grant;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectKind;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.core.JsonGenerator;

/**
 * What tombstones that delete another day have done, as lines of {@code guards/}: ids, no names.
 */
final class DrainLines {
  private final TreeSet<Drained> holders = new TreeSet<>();
  private final TreeSet<Slug> burnt = new TreeSet<>();
  private boolean all;

  static void write(Drains drains, List<byte[]> lines) {
    drains.holders().forEach(one -> lines.add(Json.line(out -> drained(out, one))));
    drains
        .burnt()
        .forEach(
            slug -> lines.add(Json.line(out -> out.writeStringProperty("burnt", slug.value()))));
    if (drains.all()) {
      lines.add(Json.line(out -> out.writeBooleanProperty("burnt-all", true)));
    }
  }

  private static void drained(JsonGenerator out, Drained one) {
    out.writeStringProperty("drained", one.grant().role().value());
    out.writeStringProperty("kind", one.grant().subject().kind().word());
    out.writeStringProperty("id", one.grant().subject().id());
    out.writeBooleanProperty("granted", one.granted());
    out.writeStringProperty("at", one.at().toString());
  }

  /** Whether it is such a line; then it is read. */
  boolean takes(StrictObject in) {
    if (in.has("drained")) {
      var grant = new Grant(in.slug("drained"), in.word("kind", SubjectKind.class), in.text("id"));
      holders.add(new Drained(grant, in.flag("granted"), in.instant("at")));
      return true;
    }
    if (in.has("burnt")) {
      burnt.add(in.slug("burnt"));
      return true;
    }
    if (in.has("burnt-all")) {
      all = in.flag("burnt-all");
      return true;
    }
    return false;
  }

  int size() {
    return holders.size() + burnt.size() + (all ? 1 : 0);
  }

  Drains whole() {
    return new Drains(holders, burnt, all);
  }
}
