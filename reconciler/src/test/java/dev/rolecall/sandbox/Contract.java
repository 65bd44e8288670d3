package dev.rolecall.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * {@code schema/tenant-api.yaml} as a judge of real traffic. Stricter than a client may be: a
 * member or header of an answer that the contract does not name is a failure.
 */
final class Contract {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Set<Integer> EVERYWHERE = Set.of(401, 403, 404, 405, 429, 500, 503);
  private static final Set<String> CONTRACT_HEADERS =
      Set.of(
          "x-request-id",
          "etag",
          "location",
          "idempotent-replayed",
          "retry-after",
          "www-authenticate",
          "allow",
          "cache-control");

  static final Contract INSTANCE = new Contract();

  private final JsonNode document;
  private final ObjectNode definitions;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /** {@code METHOD template status}, of all traffic that this process has had judged. */
  final Set<String> seen = new ConcurrentSkipListSet<>();

  private Contract() {
    Path file = Path.of(System.getProperty("rolecall.root", ".."), "schema", "tenant-api.yaml");
    try {
      Object yaml = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      document = MAPPER.valueToTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    definitions = (ObjectNode) document.at("/components/schemas").deepCopy();
    close(definitions);
  }

  JsonNode document() {
    return document;
  }

  /** Forbids members that a schema does not name, and points references into the definitions. */
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.has("properties") && !object.has("additionalProperties")) {
        object.put("additionalProperties", false);
      }
      if (object.get("$ref") instanceof StringNode ref) {
        object.put("$ref", ref.stringValue().replace("#/components/schemas/", "#/$defs/"));
      }
      object.values().forEach(Contract::close);
    } else {
      node.values().forEach(Contract::close);
    }
  }

  /** What the schema says against the value. */
  List<String> errors(JsonNode schema, JsonNode value) {
    Schema compiled =
        schemas.computeIfAbsent(
            schema.toString(),
            text -> {
              ObjectNode root = (ObjectNode) MAPPER.readTree(text);
              close(root);
              root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
              root.set("$defs", definitions);
              var location = SchemaLocation.of("https://rolecall.test/" + schemas.size());
              return registry.getSchema(location, root);
            });
    return compiled
        .validate(
            value,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  /** One exchange as it went over the wire. */
  record Exchange(
      String method,
      HttpUrl url,
      Headers sent,
      @Nullable JsonNode requestBody,
      int status,
      Headers received,
      JsonNode body) {}

  void judge(Exchange exchange) {
    String where = exchange.method() + " " + exchange.url().encodedPath() + " ";
    Map.Entry<String, JsonNode> path = path(exchange.url());
    JsonNode operation =
        path == null ? null : path.getValue().get(exchange.method().toLowerCase(Locale.ROOT));
    if (path == null || operation == null) {
      assertEquals(path == null ? 404 : 405, exchange.status(), where);
      judgeResponse(where, document.at("/components/responses/Other"), exchange);
      return;
    }
    seen.add(exchange.method() + " " + path.getKey() + " " + exchange.status());
    JsonNode response = operation.at("/responses/" + exchange.status());
    if (response.isMissingNode()) {
      assertTrue(EVERYWHERE.contains(exchange.status()), where + exchange.status());
      response = operation.at("/responses/default");
    }
    judgeResponse(where + exchange.status(), resolve(response), exchange);
    if (exchange.status() < 400) {
      judgeRequest(where, path.getValue(), operation, exchange);
    }
  }

  private Map.@Nullable Entry<String, JsonNode> path(HttpUrl url) {
    for (var entry : document.get("paths").properties()) {
      String[] template = entry.getKey().split("/", -1);
      List<String> actual = url.encodedPathSegments();
      if (template.length == actual.size() + 1) {
        boolean same = true;
        for (int i = 1; i < template.length; i++) {
          same &= template[i].startsWith("{") || template[i].equals(actual.get(i - 1));
        }
        if (same) {
          return entry;
        }
      }
    }
    return null;
  }

  private JsonNode resolve(JsonNode node) {
    JsonNode ref = node.get("$ref");
    return ref == null ? node : document.at(ref.stringValue().substring(1));
  }

  private void judgeResponse(String where, JsonNode response, Exchange exchange) {
    assertEquals("application/json", exchange.received().get("Content-Type"), where);
    assertEquals(
        List.of(),
        errors(response.at("/content/application~1json/schema"), exchange.body()),
        () -> where + " " + exchange.body());
    JsonNode headers = response.get("headers");
    for (String name : exchange.received().names()) {
      if (CONTRACT_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
        JsonNode header =
            headers.properties().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(entry -> resolve(entry.getValue()))
                .findFirst()
                .orElseGet(() -> fail(where + " has the undocumented header " + name));
        String text = String.valueOf(exchange.received().get(name));
        assertEquals(List.of(), errors(header.get("schema"), typed(header, text)), name);
      }
    }
    assertTrue(exchange.received().get("X-Request-Id") != null, where);
  }

  /** Whatever the server accepted must be what the contract allows. */
  private void judgeRequest(String where, JsonNode path, JsonNode operation, Exchange exchange) {
    var known = new TreeSet<String>();
    var parameters = new ArrayList<JsonNode>();
    for (JsonNode holder : List.of(path, operation)) {
      if (holder.get("parameters") instanceof ArrayNode array) {
        array.forEach(parameter -> parameters.add(resolve(parameter)));
      }
    }
    for (JsonNode parameter : parameters) {
      String name = parameter.get("name").stringValue();
      known.add(parameter.get("in").stringValue() + " " + name);
      if (parameter.get("in").stringValue().equals("query")) {
        List<String> values =
            exchange.url().queryParameterValues(name).stream().map(String::valueOf).toList();
        if (!values.isEmpty()) {
          boolean array = parameter.at("/schema/type").asString().equals("array");
          JsonNode value = array ? MAPPER.valueToTree(values) : typed(parameter, values.getFirst());
          assertEquals(List.of(), errors(parameter.get("schema"), value), where + name);
        }
      }
    }
    for (String name : exchange.url().queryParameterNames()) {
      assertTrue(known.contains("query " + name), where + "took ?" + name);
    }
    for (String name : List.of("If-Match", "Idempotency-Key")) {
      if (exchange.sent().get(name) != null) {
        assertTrue(known.contains("header " + name), where + "took " + name);
      }
    }
    JsonNode body = operation.get("requestBody");
    JsonNode sent = exchange.requestBody();
    assertEquals(body != null, sent != null, where + "request body");
    if (body != null && sent != null) {
      JsonNode media = body.get("content").values().iterator().next();
      assertEquals(List.of(), errors(media.get("schema"), sent), where + sent);
    }
  }

  private static JsonNode typed(JsonNode parameter, String text) {
    boolean number = parameter.at("/schema/type").asString().equals("integer");
    return number ? MAPPER.readTree(text) : MAPPER.valueToTree(text);
  }
}
