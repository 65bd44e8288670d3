package dev.rolecall.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a client logs in with: its own secret, a user's password, or both. Never prints either. */
public final class ClientCredentials {
  private final String id;
  private final @Nullable String secret;
  private final @Nullable User user;
  private final Shown shown;

  private ClientCredentials(String id, @Nullable String secret, @Nullable User user, Shown shown) {
    this.id = id;
    this.secret = secret;
    this.user = user;
    this.shown = shown;
  }

  public ClientCredentials(String id, String secret) {
    this(id, secret, null, new Shown(id, "", ""));
  }

  /**
   * A user who logs in through the client.
   *
   * @param secret null for a client that has none
   */
  public static ClientCredentials ofUser(
      String id, @Nullable String secret, String user, String password) {
    return new ClientCredentials(id, secret, new User(user, password), new Shown(id, user, ""));
  }

  /** The words for client and user in messages. */
  private record Shown(String client, String user, String origin) {}

  /**
   * The same, and messages call client and user by these words: a name that was handed in from
   * outside may be anything that this process can read.
   *
   * @param origin where the secret comes from, for who is refused: {@code the secret is taken from
   *     ...}; empty: nobody needs to know
   */
  public ClientCredentials shownAs(String client, String inPlaceOfUser, String origin) {
    return new ClientCredentials(id, secret, user, new Shown(client, inPlaceOfUser, origin));
  }

  String origin() {
    return shown.origin();
  }

  private record User(String name, String password) {}

  public String id() {
    return id;
  }

  /** Name, value, name, value: the form fields of a token request that prove it. */
  List<String> form() {
    var client =
        secret == null
            ? Stream.of("client_id", id)
            : Stream.of("client_id", id, "client_secret", secret);
    var grant =
        user == null
            ? Stream.of("grant_type", "client_credentials")
            : Stream.of(
                "grant_type", "password", "username", user.name(), "password", user.password());
    return Stream.concat(grant, client).toList();
  }

  /** What nobody may read, and the pairs in which HTTP Basic sends it (RFC 6749, 2.3.1). */
  List<String> secrets() {
    return Stream.of(
            secret,
            pair(id, secret),
            pair(encoded(id), encoded(secret)),
            user == null ? null : pair(user.name(), user.password()),
            user == null ? null : user.password(),
            shown.client().equals(id) ? null : id,
            user == null || shown.user().equals(user.name()) ? null : user.name())
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  private static @Nullable String pair(@Nullable String name, @Nullable String secret) {
    return secret == null ? null : name + ":" + secret;
  }

  private static @Nullable String encoded(@Nullable String text) {
    return text == null ? null : URLEncoder.encode(text, UTF_8);
  }

  @Override
  public String toString() {
    return user == null
        ? "client " + shown.client()
        : "user " + shown.user() + " through client " + shown.client();
  }
}
