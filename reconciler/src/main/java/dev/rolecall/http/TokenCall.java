package dev.rolecall.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The token endpoint: client credentials, or a user's password. A repeat only makes another token.
 * Empty: a scope that was asked for is not the client's.
 *
 * @param asking the scopes to ask for; empty: every scope that the client has
 */
record TokenCall(Login login, Set<String> asking, Instant now) implements Write<Optional<Token>> {
  private static final long HOUR = 3600;

  /** A year: whoever says more means that it does not expire. */
  private static final long LONGEST = 365 * 24 * HOUR;

  private static final Duration EARLY = Duration.ofSeconds(60);

  @Override
  public String doing() {
    return "get a token for " + login.credentials();
  }

  @Override
  public RequestTarget target() {
    return login.tokenPath();
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public Body body() {
    var form = new LinkedHashMap<String, String>();
    var proof = login.credentials().form();
    for (int i = 0; i < proof.size(); i += 2) {
      form.put(proof.get(i), proof.get(i + 1));
    }
    if (login.audience() != null) {
      form.put("audience", login.audience());
    }
    if (!asking.isEmpty()) {
      form.put("scope", String.join(" ", asking));
    }
    return Body.form(
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&")));
  }

  @Override
  public Optional<Token> read(HttpResponse response) throws UnreadableResponse {
    return Optional.of(Json.readSecret(response, this::token));
  }

  private Token token(Json json) throws UnreadableResponse {
    String value = null;
    // Without expires_in (RFC 6749 only recommends it) a 401 is what tells.
    long seconds = HOUR;
    // Without scope the answer grants what was asked (RFC 6749, 5.1).
    String scope = String.join(" ", asking);
    json.object();
    for (String name = json.member(); name != null; name = json.member()) {
      switch (name) {
        case "access_token" -> value = json.text();
        case "expires_in" -> seconds = json.longOr(HOUR);
        case "scope" -> scope = Objects.requireNonNullElse(json.textOrNull(), scope);
        default -> json.skip();
      }
    }
    if (value == null || value.isEmpty()) {
      throw new UnreadableResponse("no field access_token");
    }
    if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new UnreadableResponse("an access_token with characters that no header takes");
    }
    var life = Duration.ofSeconds(Math.clamp(seconds, 0, LONGEST));
    var fifth = life.dividedBy(5);
    var early = fifth.compareTo(EARLY) < 0 ? fifth : EARLY;
    var granted = new TreeSet<>(Arrays.asList(scope.strip().split("\\s+", -1)));
    return new Token(value, now, now.plus(life).minus(early), granted);
  }

  @Override
  public Optional<Optional<Token>> accept(ErrorResponse refusal) {
    return refusal.code().equals("invalid_scope")
        ? Optional.of(Optional.empty())
        : Optional.empty();
  }

  /** Who is not let in has mostly the wrong secret in the right place. */
  @Override
  public String explain(ErrorResponse refusal) {
    String origin = login.credentials().origin();
    return origin.isEmpty() ? "" : "; " + origin;
  }
}
