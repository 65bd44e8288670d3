package dev.rolecall.tenant;

import dev.rolecall.model.LiveState;
import dev.rolecall.model.People;
import dev.rolecall.model.TenantFacts;
import dev.rolecall.model.TokenSubject;
import java.util.OptionalInt;

/** Looks, never touches. The plan command is given only this. */
public interface TenantReader {
  /**
   * Reads the tenant.
   *
   * @throws TenantException when it cannot be read in full; never a smaller tenant instead
   */
  LiveState read(Extent extent) throws TenantException;

  /**
   * Begins to fetch what the next read needs whatever its extent, and does not wait for it. What
   * fails there, that read says.
   */
  default void prepare() {}

  /**
   * Finds the people behind groups and roles of what was read last.
   *
   * @throws TenantException when one of them cannot be read in full; a group whose members these
   *     credentials may not see is named instead
   */
  People people(Audience audience) throws TenantException;

  /**
   * How many accounts can sign in, where each of them has something and the tenant can count them
   * without naming them. Empty: whoever has something is to be read.
   *
   * @throws TenantException when it does not answer
   */
  default OptionalInt headcount() throws TenantException {
    return OptionalInt.empty();
  }

  /** Whose account the token of these credentials is. */
  default TokenSubject subject() throws TenantException {
    return TokenSubject.unknown();
  }

  /** What the tenant says of itself and of these credentials. */
  TenantFacts facts() throws TenantException;
}
