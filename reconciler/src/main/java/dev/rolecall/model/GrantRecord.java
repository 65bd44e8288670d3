package dev.rolecall.model;

/**
 * What the record of a tenant knows of what git did, settled against the tenant as it is now.
 *
 * @param granted what git granted; empty where nothing is recorded
 * @param pins whom each declared name meant
 * @param vanished what had vanished from git by the last run
 * @param made what runs created, and no whole run has declared since
 * @param drains whom tombstones took roles from, to delete them another day
 */
public record GrantRecord(
    Granted granted, Pins pins, DefinitionIds vanished, DefinitionIds made, Drains drains) {
  private static final GrantRecord NOTHING = new GrantRecord(Granted.nothing(), Pins.none());

  /** Nothing has vanished, and nothing was made by a run that came to no end. */
  public GrantRecord(Granted granted, Pins pins) {
    this(granted, pins, DefinitionIds.none(), DefinitionIds.none(), Drains.nothing());
  }

  /** What git had before the state applied last, or made since, and may have lost. */
  public DefinitionIds earlier() {
    return vanished.and(made);
  }

  /** Nothing is recorded: {@code manage: add} removes nobody. */
  public static GrantRecord nothing() {
    return NOTHING;
  }
}
