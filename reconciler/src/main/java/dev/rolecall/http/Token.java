package dev.rolecall.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** An access token. Never prints itself. */
public final class Token {
  private static final JsonMapper JSON = new JsonMapper();

  private final String value;
  private final Instant asked;
  private final Instant renewAt;
  private final SortedSet<String> scopes;

  /**
   * @param asked when it was asked for, by this machine's clock
   */
  Token(String value, Instant asked, Instant renewAt, Set<String> scopes) {
    this.value = value;
    this.asked = asked;
    this.renewAt = renewAt;
    this.scopes = Collections.unmodifiableSortedSet(new TreeSet<>(scopes));
  }

  /**
   * One that somebody else got and renews, for example the job's own of a CI service.
   *
   * @param now by this machine's clock
   */
  public static Token given(String value, Instant now) {
    return new Token(value, now, Instant.MAX, Set.of());
  }

  String value() {
    return value;
  }

  /**
   * What it says of itself: the claims of a JWT (RFC 7519), unverified; empty for a token that is
   * none. Good for an early refusal, never for a permission.
   */
  public Optional<byte[]> claims() {
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

  /** A text that it says of itself under this name; empty where it says none. */
  public Optional<String> claim(String name) {
    try {
      return claims()
          .map(JSON::readTree)
          .map(root -> root.path(name).asString(""))
          .filter(text -> !text.isEmpty());
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** When it was issued, by the clock of who issued it; empty for a token that hides it. */
  public Optional<Instant> issued() {
    try {
      return claims()
          .map(JSON::readTree)
          .map(root -> root.path("iat").asLong(0))
          .filter(seconds -> seconds > 0)
          .map(Instant::ofEpochSecond);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /**
   * How far the clock of who issued it is ahead of this machine's, give or take an answer; empty
   * for a token that hides when that was.
   */
  public Optional<Duration> clockOffset() {
    return issued().map(issued -> Duration.between(asked, issued));
  }

  Instant renewAt() {
    return renewAt;
  }

  /** The scopes that it was granted. */
  public SortedSet<String> scopes() {
    return scopes;
  }

  @Override
  public String toString() {
    return "token to be renewed at " + renewAt;
  }
}
