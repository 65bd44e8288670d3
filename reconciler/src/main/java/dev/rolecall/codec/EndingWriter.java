package dev.rolecall.codec;

import dev.rolecall.access.Ending;
import dev.rolecall.access.KeptWay;
import java.util.Collection;
import tools.jackson.core.JsonGenerator;

/** Writes what ends soon and what of it stays with whom: all of it, as one list. */
public final class EndingWriter {
  private final JsonGenerator out;
  private final ChangeWriter changes;
  private final ImpactWriter impact;

  /**
   * A writer of a list.
   *
   * @param out stands inside an object
   */
  public EndingWriter(JsonGenerator out) {
    this.out = out;
    changes = new ChangeWriter(out);
    impact = new ImpactWriter(out);
  }

  /** An entry {@code expiring} in the object at hand. */
  public void write(Collection<Ending> endings) {
    out.writeArrayPropertyStart("expiring");
    endings.forEach(this::ending);
    out.writeEndArray();
  }

  private void ending(Ending ending) {
    out.writeStartObject();
    out.writeStringProperty("role", ending.role().value());
    out.writeName("subject");
    changes.subject(ending.subject());
    out.writeStringProperty("expires", ending.end().toString());
    changes.at(ending.at());
    out.writeNumberProperty("people", ending.people());
    out.writeNumberProperty("keep-role", ending.whole());
    out.writeNumberProperty("keep-part", ending.part());
    out.writeArrayPropertyStart("ways");
    ending.ways().forEach(this::way);
    out.writeEndArray();
    out.writeArrayPropertyStart("unread");
    ending.unread().forEach(changes::subject);
    out.writeEndArray();
    out.writeEndObject();
  }

  private void way(KeptWay way) {
    out.writeStartObject();
    out.writeStringProperty("role", way.role().value());
    if (way.group() != null) {
      out.writeName("group");
      changes.subject(way.group());
    }
    if (way.from() != null) {
      out.writeStringProperty("from", way.from().toString());
    }
    if (way.until() != null) {
      out.writeStringProperty("until", way.until().toString());
    }
    impact.access("gives", way.gives());
    out.writeNumberProperty("people", way.people());
    out.writeEndObject();
  }
}
