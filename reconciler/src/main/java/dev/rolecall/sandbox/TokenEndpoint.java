package dev.rolecall.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** Tokens for clients, and sign-in and refresh of test users. */
final class TokenEndpoint {
  private final URI url;
  private final Tokens tokens;
  private final Map<String, SandboxClient> clients = new HashMap<>();

  TokenEndpoint(URI url, Tokens tokens, List<SandboxClient> clients) {
    this.url = url;
    this.tokens = tokens;
    clients.forEach(client -> this.clients.put(client.id(), client));
  }

  List<Route> routes() {
    return List.of(
        Route.open("POST", "/oauth2/token", this::token),
        Route.open("GET", "/oauth2/jwks", _ -> new Answer(200, Map.of(), tokens.keys())));
  }

  private Answer token(Call call) {
    call.query();
    call.request().requireType("application/x-www-form-urlencoded");
    Query form =
        Query.parse(call.request().body())
            .only(
                "grant_type",
                "client_id",
                "client_secret",
                "audience",
                "scope",
                "username",
                "password",
                "refresh_token");
    Optional<SandboxClient> client = client(call, form);
    String grant = required(form, "grant_type");
    ObjectNode answer =
        switch (grant) {
          case "client_credentials" ->
              forClient(call, form, client.orElseThrow(TokenEndpoint::badClient));
          case "password" -> signIn(call, form);
          case "refresh_token" -> refresh(call, form);
          default ->
              throw new Refusal(
                  ErrorCode.UNSUPPORTED_GRANT_TYPE, "There is no grant type " + grant + ".");
        };
    return new Answer(200, Map.of("Cache-Control", "no-store"), answer);
  }

  private static String required(Query form, String field) {
    return form.one(field).orElseThrow(() -> Refusal.invalid(field, field + " is required."));
  }

  /** The client that the request names, if any; a wrong secret is never ignored. */
  private Optional<SandboxClient> client(Call call, Query form) {
    Optional<String> id = form.one("client_id");
    Optional<String> secret = form.one("client_secret");
    Optional<String> basic =
        call.request().header("Authorization").filter(text -> text.startsWith("Basic "));
    if (basic.isPresent()) {
      Query pair = basic(basic.get().substring("Basic ".length()).strip());
      id = pair.one("id");
      secret = pair.one("secret");
    }
    if (id.isEmpty()) {
      return Optional.empty();
    }
    SandboxClient client = clients.get(id.get());
    if (client == null || !same(client.secret(), secret.orElse(""))) {
      throw badClient();
    }
    return Optional.of(client);
  }

  /** Id and secret are form-encoded inside Basic (RFC 6749, section 2.3.1). */
  private static Query basic(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), UTF_8);
      int colon = pair.indexOf(':');
      if (colon >= 0) {
        return Query.parse(
            "id=" + pair.substring(0, colon) + "&secret=" + pair.substring(colon + 1));
      }
    } catch (IllegalArgumentException e) {
      // Falls through: it is no client either way.
    }
    throw badClient();
  }

  private static boolean same(String secret, String sent) {
    return MessageDigest.isEqual(secret.getBytes(UTF_8), sent.getBytes(UTF_8));
  }

  private static Refusal badClient() {
    return new Refusal(ErrorCode.INVALID_CLIENT, "The client is unknown or its secret is wrong.")
        .header("WWW-Authenticate", "Basic realm=\"sandbox\"");
  }

  private ObjectNode forClient(Call call, Query form, SandboxClient client) {
    var scopes = new TreeSet<>(client.scopes());
    if (form.has("scope")) {
      scopes.clear();
      scopes.addAll(List.of(form.one("scope").orElse("").strip().split(" +", -1)));
      var refused = new TreeSet<>(scopes);
      refused.removeAll(client.scopes());
      if (!refused.isEmpty()) {
        throw new Refusal(
                ErrorCode.INVALID_SCOPE,
                client.id() + " may not have the scope " + String.join(", ", refused) + ".")
            .with("scopes", Json.strings(refused));
      }
    }
    String scope = String.join(" ", scopes);
    return answer(call, form, Map.of("sub", client.id(), "client_id", client.id(), "scope", scope));
  }

  private ObjectNode signIn(Call call, Query form) {
    String email = required(form, "username");
    Subjects.Found user =
        Subjects.findByHandle(call.sql(), Subjects.USER, email)
            .orElseThrow(() -> badGrant("There is no user " + email + "."));
    return forSession(call, form, Sessions.start(call, user));
  }

  private ObjectNode refresh(Call call, Query form) {
    return forSession(
        call,
        form,
        Sessions.refresh(call, required(form, "refresh_token"))
            .orElseThrow(() -> badGrant("The refresh token is unknown or its session is over.")));
  }

  private static Refusal badGrant(String message) {
    return new Refusal(ErrorCode.INVALID_GRANT, message);
  }

  private ObjectNode forSession(Call call, Query form, Sessions.Open session) {
    var user = session.user();
    String scope = String.join(" ", Sessions.capabilities(call.sql(), user.no()));
    return answer(
            call,
            form,
            Map.of("sub", user.id(), "email", user.handle(), "sid", session.id(), "scope", scope))
        .put("refresh_token", session.refreshToken());
  }

  private ObjectNode answer(Call call, Query form, Map<String, String> own) {
    var claims = new HashMap<>(own);
    claims.put("iss", url.toString());
    claims.put("aud", form.one("audience").orElse(url + "/api/v1"));
    return Json.object()
        .put("access_token", tokens.issue(claims, call.now()))
        .put("token_type", "Bearer")
        .put("expires_in", tokens.lifetime().toSeconds())
        .put("scope", claims.get("scope"));
  }
}
