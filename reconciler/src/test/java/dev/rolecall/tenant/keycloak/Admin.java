package dev.rolecall.tenant.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keycloak's admin API for tests: prepares, looks behind and meddles, past everything that is under
 * test. Paths are below {@code /admin/realms}, as in {@code /acme/roles}.
 */
public final class Admin {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI url;
  private final String tokenPath;
  private final Map<String, String> login;
  private @Nullable String token;
  private long renewAt;

  private Admin(URI url, String realm, Map<String, String> login) {
    this.url = url;
    this.tokenPath = "/realms/" + realm + "/protocol/openid-connect/token";
    this.login = login;
  }

  static Admin ofMaster(URI url) {
    return new Admin(
        url,
        "master",
        Map.of(
            "grant_type",
            "password",
            "client_id",
            "admin-cli",
            "username",
            KeycloakServer.ADMIN,
            "password",
            KeycloakServer.ADMIN));
  }

  /** One that may do what this user may, who signs in with a password. */
  static Admin ofUser(URI url, String realm, String client, String user, String password) {
    return new Admin(
        url,
        realm,
        Map.of(
            "grant_type", "password", "client_id", client, "username", user, "password", password));
  }

  /** One that may do what a service account may. */
  static Admin ofClient(URI url, String realm, String client, String secret) {
    return new Admin(
        url,
        realm,
        Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", secret));
  }

  public void createRealm(String json) {
    post("", json);
  }

  public void deleteRealm(String name) {
    delete("/" + name);
  }

  public JsonNode get(String path) {
    return checked("GET", path, null);
  }

  public JsonNode post(String path, String json) {
    return checked("POST", path, json);
  }

  public JsonNode put(String path, String json) {
    return checked("PUT", path, json);
  }

  public JsonNode delete(String path) {
    return checked("DELETE", path, null);
  }

  public JsonNode delete(String path, String json) {
    return checked("DELETE", path, json);
  }

  private JsonNode checked(String method, String path, @Nullable String json) {
    var answer = send(method, path, json);
    if (answer.statusCode() / 100 != 2) {
      throw new AssertionError(
          method + " " + path + " -> " + answer.statusCode() + " " + answer.body());
    }
    return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
  }

  /** Any status; a token that is refused is renewed once. */
  public HttpResponse<String> send(String method, String path, @Nullable String json) {
    var answer = sendOnce(method, path, json);
    if (answer.statusCode() == 401) {
      forget();
      answer = sendOnce(method, path, json);
    }
    return answer;
  }

  private HttpResponse<String> sendOnce(String method, String path, @Nullable String json) {
    var body = json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
    return call(
        HttpRequest.newBuilder(url.resolve("/admin/realms" + path))
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", "application/json")
            .method(method, body));
  }

  /** Whether the server takes this token for the path; nothing is renewed. */
  boolean takes(String path, String given) {
    var answer =
        call(
            HttpRequest.newBuilder(url.resolve("/admin/realms" + path))
                .header("Authorization", "Bearer " + given));
    return answer.statusCode() != 401;
  }

  private synchronized void forget() {
    token = null;
  }

  /** The access token as the server gives it. */
  public synchronized String token() {
    // Before the server says 401: that would be one more line in the access log.
    if (token == null || System.nanoTime() - renewAt > 0) {
      var form =
          login.entrySet().stream()
              .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), UTF_8))
              .collect(Collectors.joining("&"));
      var answer =
          call(
              HttpRequest.newBuilder(url.resolve(tokenPath))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString(form)));
      if (answer.statusCode() != 200) {
        throw new AssertionError("no token: " + answer.statusCode() + " " + answer.body());
      }
      var granted = JSON.readTree(answer.body());
      token = granted.get("access_token").asString();
      renewAt =
          System.nanoTime() + TimeUnit.SECONDS.toNanos(granted.get("expires_in").asLong() / 2);
    }
    return token;
  }

  /** A GET whose answer does not matter. */
  void knock(String path) {
    call(HttpRequest.newBuilder(url.resolve(path)));
  }

  private HttpResponse<String> call(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
