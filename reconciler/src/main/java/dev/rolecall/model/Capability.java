package dev.rolecall.model;

/** A capability as a catalogue lists it. */
public record Capability(
    CapabilityId id, String name, String description, Status status, Origin origin)
    implements Comparable<Capability> {

  /** Whether the tenant acts on it: in flight is assignable, and inert until it is wired. */
  public enum Status {
    AVAILABLE,
    IN_FLIGHT
  }

  /** Where it comes from. */
  public enum Origin {
    /** The tenant ships with it. */
    SYSTEM,
    /** Declared in git, or made by hand. */
    TENANT_DEFINED,
    /** It is a role of the tenant, which other roles can contain; its {@code Role} declares it. */
    ROLE
  }

  @Override
  public int compareTo(Capability other) {
    return id.compareTo(other.id);
  }
}
