package dev.rolecall.codec;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Slug;
import dev.rolecall.policy.Revocation;
import dev.rolecall.policy.Revocations;
import java.util.SortedSet;
import tools.jackson.core.JsonGenerator;

/** Writes whom a run logs out, as entries of an object each. */
public final class RevocationWriter {
  private final JsonGenerator out;
  private final ChangeWriter changes;
  private final ImpactWriter impact;

  /**
   * A writer of entries.
   *
   * @param out stands inside an object
   */
  public RevocationWriter(JsonGenerator out) {
    this.out = out;
    changes = new ChangeWriter(out);
    impact = new ImpactWriter(out);
  }

  /**
   * All of a plan, as an entry; no entry where there are none. Whom it does not log out is no part
   * of what it does.
   */
  void write(Revocations revocations, PlanWriter.Part part) {
    if (revocations.isNone()) {
      return;
    }
    out.writeArrayPropertyStart("revocations");
    for (Revocation one : revocations.people()) {
      switch (part) {
        case WHOLE -> {
          out.writeStartObject();
          write(one);
          out.writeEndObject();
        }
        case ESSENCE -> out.writeString(one.person().account().id());
      }
    }
    if (part == PlanWriter.Part.WHOLE && revocations.spared() > 0) {
      out.writeStartObject();
      out.writeNumberProperty("spared", revocations.spared());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** Somebody. */
  public void write(Revocation one) {
    out.writeName("person");
    impact.person(one.person());
    lost(one.lost());
    policies(one.policies());
    if (one.owed() != null) {
      out.writeObjectPropertyStart("owed");
      out.writeStringProperty("run", one.owed().run());
      out.writeStringProperty("since", one.owed().at().toString());
      out.writeEndObject();
    }
  }

  /** What is lost, as an entry. */
  public void lost(SortedSet<Holdable> items) {
    out.writeObjectPropertyStart("lost");
    out.writeArrayPropertyStart("roles");
    for (Holdable item : items) {
      if (item instanceof Holdable.OfRole(Slug role)) {
        out.writeString(role.value());
      }
    }
    out.writeEndArray();
    out.writeArrayPropertyStart("capabilities");
    for (Holdable item : items) {
      if (item instanceof Holdable.OfCapability(CapabilityId id)) {
        changes.capability(id);
      }
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /** By what it is asked for, as an entry. */
  public void policies(SortedSet<String> names) {
    out.writeArrayPropertyStart("policies");
    names.forEach(out::writeString);
    out.writeEndArray();
  }
}
