package dev.rolecall.tenant.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** A tenant of any size that is computed rather than stored, and that can be made odd. */
final class StubTenant implements AutoCloseable {
  private final MockWebServer web = new MockWebServer();
  private final Map<String, Function<HttpUrl, MockResponse>> routes = new LinkedHashMap<>();
  final List<String> targets = new ArrayList<>();

  StubTenant() throws IOException {
    web.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
    web.start(InetAddress.getLoopbackAddress(), 0);
    on("/oauth2/token", _ -> json(200, "{\"access_token\":\"stub-token\",\"expires_in\":900}"));
    tenant("");
    for (String listing : List.of("capabilities", "roles", "retired-slugs", "users", "groups")) {
      on("/api/v1/" + listing, _ -> page("", null));
    }
    on("/api/v1/role-assignments", _ -> page("", null));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + web.getPort());
  }

  private MockResponse answer(RecordedRequest request) {
    synchronized (targets) {
      targets.add(request.getTarget());
    }
    var url = request.getUrl();
    var route = routes.get(url.encodedPath());
    return route == null ? json(404, "{\"error\":\"not_found\"}") : route.apply(url);
  }

  StubTenant on(String path, Function<HttpUrl, MockResponse> route) {
    routes.put(path, route);
    return this;
  }

  /** What the tenant says of itself, with these members besides: {@code , "counts": {...}}. */
  StubTenant tenant(String more) {
    return on(
        "/api/v1/tenant",
        _ ->
            json(
                200,
                "{\"data\":{\"max_page_size\":1000,\"token_lifetime_seconds\":900,\"max_shards\":64"
                    + more
                    + "},\"meta\":{}}"));
  }

  /** Role {@code role-0} and so on, which have that many assignments in all, spread evenly. */
  StubTenant holding(int roles, int users, int assignments) {
    on("/api/v1/roles", url -> slice(url, roles, i -> role("role-" + i)));
    return on(
        "/api/v1/role-assignments",
        url -> slice(url, assignments, i -> assignment(i % roles, i / roles % users)));
  }

  static String role(String slug) {
    return """
    {"slug":"%s","name":"N","description":"","capabilities":[],"system":false,"etag":"1","new":{"x":[1]}}\
    """
        .formatted(slug);
  }

  static String assignment(int role, int user) {
    return """
    {"role":"role-%d","subject":{"type":"user","id":"usr_%d","email":"user%d@example.com","name":"User"}}\
    """
        .formatted(role, user, user);
  }

  static String user(String email) {
    return "{\"id\":\"usr_%s\",\"email\":\"%s\",\"name\":\"User\"}".formatted(email, email);
  }

  /** A page of a computed listing: {@code cursor} is the first index, {@code shard} is honoured. */
  static MockResponse slice(HttpUrl url, int count, Function<Integer, String> item) {
    int size = Integer.parseInt(parameter(url, "limit", "50"));
    String[] shard = parameter(url, "shard", "1/1").split("/", -1);
    int first = Integer.parseInt(shard[0]) - 1;
    int step = Integer.parseInt(shard[1]);
    int from = Integer.parseInt(parameter(url, "cursor", Integer.toString(first)));
    int next = from + size * step;
    String items =
        IntStream.iterate(from, i -> i < Math.min(next, count), i -> i + step)
            .mapToObj(item::apply)
            .collect(Collectors.joining(","));
    return page(items, next < count ? Integer.toString(next) : null);
  }

  private static String parameter(HttpUrl url, String name, String otherwise) {
    String value = url.queryParameter(name);
    return value == null ? otherwise : value;
  }

  static MockResponse page(String items, @Nullable String cursor) {
    String next = cursor == null ? "null" : "\"" + cursor + "\"";
    return json(
        200, "{\"data\":[%s],\"meta\":{\"next_cursor\":%s,\"limit\":50}}".formatted(items, next));
  }

  static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("X-Request-Id", "req_stub")
        .body(body)
        .build();
  }

  List<String> targets(String part) {
    synchronized (targets) {
      return targets.stream().filter(target -> target.contains(part)).toList();
    }
  }

  @Override
  public void close() {
    web.close();
  }
}
