package dev.rolecall.model;

import dev.rolecall.problem.SourceRef;
import org.jspecify.annotations.Nullable;

/**
 * How rolecall proves itself to the tenant: as a client, or as a user through a client.
 *
 * @param clientSecret null only where a user logs in through a client that has none
 * @param user null: the client itself
 * @param at where they are named
 */
public record Credentials(
    SecretSource clientId, @Nullable SecretSource clientSecret, @Nullable User user, SourceRef at) {
  /** Somebody with a password. */
  public record User(SecretSource name, SecretSource password) {}
}
