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

  /** Who defines it: the tenant ships with system ones; tenant-defined ones are declared in git. */
  public enum Origin {
    SYSTEM,
    TENANT_DEFINED
  }

  @Override
  public int compareTo(Capability other) {
    return id.compareTo(other.id);
  }
}
