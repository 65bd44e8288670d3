package dev.rolecall.policy;

import java.util.List;

/**
 * Whose sessions a run ends.
 *
 * @param people once each, those owed by earlier runs first, then sorted
 * @param spared how many would be among them, and are accounts that rolecall itself works with;
 *     they are not named, because their names may come from where secrets do
 */
public record Revocations(List<Revocation> people, int spared) {
  private static final Revocations NONE = new Revocations(List.of(), 0);

  public Revocations {
    people = List.copyOf(people);
  }

  /** Nobody's. */
  public static Revocations none() {
    return NONE;
  }

  /** Whether nobody is logged out, nor spared. */
  public boolean isNone() {
    return people.isEmpty() && spared == 0;
  }
}
