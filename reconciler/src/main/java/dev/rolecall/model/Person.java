package dev.rolecall.model;

/**
 * Somebody who signs in.
 *
 * @param account a user of the tenant
 * @param service whether it is the account of a program
 * @param enabled whether it may sign in at all
 */
public record Person(Subject account, boolean service, boolean enabled)
    implements Comparable<Person> {
  /** Whether a human can use what this account holds. */
  public boolean counts() {
    return enabled && !service;
  }

  @Override
  public int compareTo(Person other) {
    return account.compareTo(other.account);
  }
}
