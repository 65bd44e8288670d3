package dev.rolecall.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who works on the tenant by hand, over HTTP and behind git's back. */
public final class Outsider {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI tenant;
  private final String token;

  public Outsider(URI tenant) {
    this(tenant, "rolecall");
  }

  Outsider(URI tenant, String client) {
    this.tenant = tenant;
    this.token =
        token(
                Map.of(
                    "grant_type",
                    "client_credentials",
                    "client_id",
                    client,
                    "client_secret",
                    Cli.SECRET))
            .json()
            .path("access_token")
            .asString();
  }

  /** An answer, whatever its status. */
  record Answer(int status, JsonNode json) {
    Answer ok() {
      if (status >= 300) {
        throw new AssertionError(this);
      }
      return this;
    }

    JsonNode data() {
      return ok().json.path("data");
    }

    String error() {
      return json.path("error").asString();
    }
  }

  Answer token(Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + encode(e.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(tenant.resolve("/oauth2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer write(String method, String path, @Nullable Object body) {
    var publisher =
        body == null
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(JSON.writeValueAsString(body));
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .method(method, publisher));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(tenant.resolve("/api/v1/" + path))
        .header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      var answer =
          http.send(request.timeout(Duration.ofMinutes(15)).build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** All items of a listing. */
  List<JsonNode> all(String path) {
    var items = new ArrayList<JsonNode>();
    String cursor = "";
    do {
      Answer page = get(path + (path.contains("?") ? "&" : "?") + "limit=1000" + cursor).ok();
      page.data().forEach(items::add);
      JsonNode next = page.json().path("meta").path("next_cursor");
      cursor = next.isNull() ? "" : "&cursor=" + encode(next.asString());
    } while (!cursor.isEmpty());
    return items;
  }

  /** A new account; the e-mail may be another's. Answers its id. */
  public String register(String email) {
    return text(write("POST", "users", Map.of("email", email)).data(), "id");
  }

  public void rename(String id, String email) {
    write("PATCH", "users/" + id, Map.of("email", email)).ok();
  }

  public void delete(String id) {
    write("DELETE", "users/" + id, null).ok();
  }

  /** Puts a user into a group, both by id. */
  public void join(String group, String user) {
    write("POST", "groups/" + group + "/members", Map.of("user", user)).ok();
  }

  /** The first account of that e-mail. */
  public String user(String email) {
    return get("users?email=" + encode(email)).data().path(0).path("id").asString();
  }

  String group(String slug) {
    return get("groups?slug=" + encode(slug)).data().path(0).path("id").asString();
  }

  void grant(String role, String email) {
    change("add", role, "user", user(email));
  }

  void take(String role, String email) {
    change("remove", role, "user", user(email));
  }

  /** Beside a run that may give or delete it at the same moment. */
  void tryToGrant(String role, String email) {
    item("add", role, "user", user(email));
  }

  private JsonNode item(String op, String role, String type, String id) {
    var item = Map.of("op", op, "role", role, "subject_type", type, "subject_id", id);
    return write("POST", "role-assignments/batch", Map.of("items", List.of(item))).data().path(0);
  }

  void change(String op, String role, String type, String id) {
    JsonNode outcome = item(op, role, type, id);
    if (!outcome.path("outcome").asString().equals("done")) {
      throw new AssertionError(outcome);
    }
  }

  /** Every role with its capabilities, in text: {@code cs-lead: [audit:read]}. */
  SortedSet<String> roles() {
    var roles = new TreeSet<String>();
    for (JsonNode role : all("roles")) {
      roles.add(role.path("slug").asString());
    }
    return roles;
  }

  /** E-mails and group slugs that hold the role directly; each as often as the tenant lists it. */
  List<String> holders(String role) {
    Map<String, String> handles = new TreeMap<>();
    all("users").forEach(u -> handles.put(text(u, "id"), text(u, "email")));
    all("groups").forEach(g -> handles.put(text(g, "id"), text(g, "slug")));
    return all("role-assignments?role=" + role).stream()
        .map(a -> handles.getOrDefault(text(a.path("subject"), "id"), "?" + a))
        .sorted()
        .toList();
  }

  /** What the audit log's entries of this type are about, sorted, doubles kept. */
  List<String> audited(String type) {
    return all("audit-events?type=" + type).stream()
        .map(event -> text(event.path("target"), "id"))
        .sorted()
        .toList();
  }

  static String text(JsonNode node, String field) {
    return node.path(field).asString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A role that somebody makes by hand. */
  void makeRole(String slug) {
    Map<String, Object> role =
        Map.of(
            "slug",
            slug,
            "name",
            slug,
            "description",
            "A role.",
            "capabilities",
            List.of("audit:read"));
    write("POST", "roles", role).ok();
  }
}
