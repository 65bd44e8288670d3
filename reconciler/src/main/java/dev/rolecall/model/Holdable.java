package dev.rolecall.model;

/** What somebody can have: a role, or a capability, whatever role it comes from. */
public sealed interface Holdable extends Comparable<Holdable> {
  record OfRole(Slug slug) implements Holdable {
    @Override
    public String toString() {
      return "role " + slug;
    }
  }

  record OfCapability(CapabilityId id) implements Holdable {
    @Override
    public String toString() {
      return "capability " + id;
    }
  }

  static Holdable role(String slug) {
    return new OfRole(new Slug(slug));
  }

  static Holdable capability(String area, String action) {
    return new OfCapability(new CapabilityId(area, action));
  }

  @Override
  default int compareTo(Holdable other) {
    return switch (this) {
      case OfRole(Slug mine) -> other instanceof OfRole(Slug theirs) ? mine.compareTo(theirs) : -1;
      case OfCapability(CapabilityId mine) ->
          other instanceof OfCapability(CapabilityId theirs) ? mine.compareTo(theirs) : 1;
    };
  }
}
