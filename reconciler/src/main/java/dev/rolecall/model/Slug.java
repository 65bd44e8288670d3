package dev.rolecall.model;

/**
 * The name of a role for ever. Any text that a tenant uses is allowed here; whether rolecall may
 * create it is the tenant's {@link TenantFeatures}.
 */
public record Slug(String value) implements Comparable<Slug> {
  public Slug {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a slug has at least one character");
    }
  }

  @Override
  public int compareTo(Slug other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
