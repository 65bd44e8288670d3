package dev.rolecall.model;

import org.jspecify.annotations.Nullable;

/**
 * Whose an access token is, as it says of itself, unverified. Each is null where it does not say.
 *
 * @param id of the account
 * @param user the name of somebody who logged in
 * @param client the client that it was issued to
 */
public record TokenSubject(@Nullable String id, @Nullable String user, @Nullable String client) {
  private static final TokenSubject UNKNOWN = new TokenSubject(null, null, null);

  /** Of a token that says nothing. */
  public static TokenSubject unknown() {
    return UNKNOWN;
  }

  /** Whether that is what the token says of whom it was made for, or of its program. */
  public boolean is(String actor) {
    return actor.equals(id) || actor.equals(client);
  }
}
