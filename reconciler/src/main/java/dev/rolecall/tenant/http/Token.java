package dev.rolecall.tenant.http;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** An access token. Never prints itself. */
final class Token {
  private final String value;
  private final Instant renewAt;
  private final Set<String> scopes;

  Token(String value, Instant renewAt, Set<String> scopes) {
    this.value = value;
    this.renewAt = renewAt;
    this.scopes = scopes;
  }

  String value() {
    return value;
  }

  /** The claims of a JWT (RFC 7519), as they came. */
  Optional<byte[]> claims() {
    var parts = value.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getUrlDecoder().decode(parts[1]));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  Instant renewAt() {
    return renewAt;
  }

  Set<String> scopes() {
    return scopes;
  }

  @Override
  public String toString() {
    return "token to be renewed at " + renewAt;
  }
}
