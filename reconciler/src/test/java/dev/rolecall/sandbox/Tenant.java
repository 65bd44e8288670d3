package dev.rolecall.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A sandbox under test and a client of it; every exchange is judged by the contract. */
final class Tenant implements AutoCloseable {
  static final String ACME =
      """
      users:
        - { email: Anita@example.com, name: Anita Rao }
        - { email: ben@example.com, name: Ben Ito }
        - { email: sam@auditfirm.example, name: Sam Auditor }
      groups:
        - { slug: customer-support, name: Customer Support, members: [anita@example.com, ben@example.com] }
        - { slug: design, name: Design Team, members: [] }
      """;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final MediaType JSON = MediaType.get("application/json");

  /** Shared, as its threads outlive a test; a lost connection is never retried behind our back. */
  private static final OkHttpClient HTTP =
      new OkHttpClient.Builder().retryOnConnectionFailure(false).build();

  final ManualClock clock = new ManualClock();
  private final Sandbox sandbox;
  private final @Nullable String token;

  private Tenant(SandboxOptions options) {
    sandbox = Sandbox.start(options, clock);
    token =
        options.traffic().equals(Traffic.CALM) ? clientToken(options.clients().getFirst()) : null;
  }

  static Tenant acme() {
    return seeded(ACME);
  }

  static Tenant seeded(String yaml) {
    return started(yaml, UnaryOperator.identity());
  }

  static Tenant started(String yaml, UnaryOperator<SandboxOptions> with) {
    try {
      Path seed = Files.createTempFile("seed", ".yaml");
      try {
        Files.writeString(seed, yaml);
        return new Tenant(with.apply(SandboxOptions.defaults().withSeed(seed)));
      } finally {
        Files.delete(seed);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Tenant of(SandboxOptions options) {
    return new Tenant(options);
  }

  URI url() {
    return sandbox.url();
  }

  String clientToken(SandboxClient client) {
    return clientToken(sandbox.url(), client);
  }

  static String clientToken(URI url, SandboxClient client) {
    return token(
            url,
            Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                client.id(),
                "client_secret",
                client.secret()))
        .expect(200)
        .body()
        .get("access_token")
        .stringValue();
  }

  Reply token(Map<String, String> form, String... headers) {
    return token(sandbox.url(), form, headers);
  }

  private static Reply token(URI url, Map<String, String> form, String... headers) {
    var body = new FormBody.Builder();
    form.forEach(body::add);
    var request = new Request.Builder().url(url + "/oauth2/token").post(body.build());
    return send(headers(request, headers), MAPPER.valueToTree(form));
  }

  Reply signIn(String email) {
    return token(Map.of("grant_type", "password", "username", email));
  }

  Reply refresh(Reply signedIn) {
    String refresh = signedIn.body().get("refresh_token").stringValue();
    return token(Map.of("grant_type", "refresh_token", "refresh_token", refresh));
  }

  Reply get(String path, String... headers) {
    return call("GET", path, null, headers);
  }

  Reply post(String path, String json, String... headers) {
    return call("POST", path, json, headers);
  }

  Reply patch(String path, String json, String... headers) {
    return call("PATCH", path, json, headers);
  }

  Reply delete(String path, String... headers) {
    return call("DELETE", path, null, headers);
  }

  /** JSON may be written with apostrophes instead of quotes; headers are names and values. */
  Reply call(String method, String path, @Nullable String json, String... headers) {
    if (token == null) {
      return send(method, sandbox.url() + path, json, headers);
    }
    var all = new ArrayList<>(List.of("Authorization", "Bearer " + token));
    all.addAll(List.of(headers));
    return send(method, sandbox.url() + path, json, all.toArray(String[]::new));
  }

  static Reply send(String method, String url, @Nullable String json, String... headers) {
    String text = json == null ? null : json.replace('\'', '"');
    var request =
        new Request.Builder()
            .url(url)
            .method(method, text == null ? null : RequestBody.create(text, JSON));
    return send(headers(request, headers), parsed(text));
  }

  private static @Nullable JsonNode parsed(@Nullable String text) {
    try {
      return text == null ? null : MAPPER.readTree(text);
    } catch (JacksonException e) {
      return null;
    }
  }

  private static Request headers(Request.Builder request, String... headers) {
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request.build();
  }

  private static Reply send(Request request, @Nullable JsonNode sent) {
    try (Response response = HTTP.newCall(request).execute()) {
      JsonNode body = MAPPER.readTree(response.body().string());
      Contract.INSTANCE.judge(
          new Contract.Exchange(
              request.method(),
              request.url(),
              request.headers(),
              sent,
              response.code(),
              response.headers(),
              body));
      return new Reply(response.code(), response.headers(), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All items of a listing, page by page. */
  List<JsonNode> all(String path, int limit) {
    var items = new ArrayList<JsonNode>();
    String cursor = null;
    do {
      HttpUrl.Builder url =
          HttpUrl.get(sandbox.url() + path).newBuilder().addQueryParameter("limit", "" + limit);
      if (cursor != null) {
        url.addQueryParameter("cursor", cursor);
      }
      HttpUrl built = url.build();
      Reply reply = get(built.encodedPath() + "?" + built.encodedQuery()).expect(200);
      reply.data().forEach(items::add);
      cursor = reply.nextCursor();
    } while (cursor != null);
    return items;
  }

  /** The id of a user by e-mail. */
  String user(String email) {
    return get("/api/v1/users?email=" + email).expect(200).text("/0/id");
  }

  String group(String slug) {
    return get("/api/v1/groups?slug=" + slug).expect(200).text("/0/id");
  }

  Reply createRole(String slug, String... capabilities) {
    var body = new HashMap<String, Object>();
    body.put("slug", slug);
    body.put("name", "Role " + slug);
    body.put("capabilities", List.of(capabilities));
    return post("/api/v1/roles", MAPPER.writeValueAsString(body));
  }

  Reply batch(String... items) {
    return post("/api/v1/role-assignments/batch", "{'items': [" + String.join(",", items) + "]}");
  }

  static String item(String op, String role, String type, String id) {
    return "{'op': '%s', 'role': '%s', 'subject_type': '%s', 'subject_id': '%s'}"
        .formatted(op, role, type, id);
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
