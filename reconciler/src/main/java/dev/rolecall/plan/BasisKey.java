package dev.rolecall.plan;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectKind;

/** One piece of the tenant that a plan rests on. */
public sealed interface BasisKey extends Comparable<BasisKey> {
  /** Definition of a role, or that there is none. */
  record OfRole(Slug slug) implements BasisKey {
    @Override
    public String toString() {
      return "role:" + slug;
    }
  }

  /** Direct holders of one kind. */
  record OfHolders(SubjectKind kind, Slug slug) implements BasisKey {
    @Override
    public String toString() {
      return kind.plural() + ":" + slug;
    }
  }

  /** A capability, or that there is none. */
  record OfCapability(CapabilityId id) implements BasisKey {
    @Override
    public String toString() {
      return "capability:" + id;
    }
  }

  @Override
  default int compareTo(BasisKey other) {
    int byText = toString().compareTo(other.toString());
    return byText != 0 || !(this instanceof OfCapability(CapabilityId mine))
        ? byText
        : other instanceof OfCapability(CapabilityId theirs) ? mine.compareTo(theirs) : 0;
  }
}
