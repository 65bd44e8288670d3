package dev.rolecall.http;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a client gets its token: OAuth 2 client credentials, or the password of a user.
 *
 * @param tokenPath where the token endpoint is
 * @param scopes what the work needs; a token with less is refused, and the missing ones named
 * @param audience null: the remote side's default
 */
public record Login(
    ClientCredentials credentials,
    RequestTarget tokenPath,
    Set<String> scopes,
    @Nullable String audience) {
  public Login {
    scopes = new TreeSet<>(scopes);
  }
}
