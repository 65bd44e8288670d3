package dev.rolecall.tenant.http;

import java.time.Instant;
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
