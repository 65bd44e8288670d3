package dev.rolecall.model;

/**
 * What the record of a tenant knows of people, settled against the tenant as it is now.
 *
 * @param granted what git granted; empty where nothing is recorded
 * @param pins whom each declared name meant
 */
public record GrantRecord(Granted granted, Pins pins) {
  private static final GrantRecord NOTHING = new GrantRecord(Granted.nothing(), Pins.none());

  /** Nothing is recorded: {@code manage: add} removes nobody. */
  public static GrantRecord nothing() {
    return NOTHING;
  }
}
