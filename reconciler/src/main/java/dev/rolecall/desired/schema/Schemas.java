package dev.rolecall.desired.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.regex.RegularExpression;
import dev.rolecall.desired.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas, each loaded when the first document of its kind comes: start-up time is spent here.
 * Formats are not used, so that no e-mail, IRI or JavaScript engine is loaded; and JSON is YAML, so
 * no JSON reader is.
 */
final class Schemas {
  private static final Map<String, Loaded> LOADED = new ConcurrentHashMap<>();

  /** A schema and its text, to look words up in. */
  record Loaded(Schema schema, JsonNode text) {}

  private static final class Registry {
    static final SchemaRegistry ONLY =
        SchemaRegistry.withDialect(
            Dialects.getDraft202012(),
            builder ->
                builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(false)
                        .regularExpressionFactory(Schemas::expression)
                        .build()));
  }

  private Schemas() {}

  /** {@code $} means the very end in JSON Schema; in Java a line end may follow it. */
  private static RegularExpression expression(String regex) {
    String exact = regex.endsWith("$") ? regex.substring(0, regex.length() - 1) + "\\z" : regex;
    Pattern pattern = Pattern.compile(exact);
    return text -> pattern.matcher(text).find();
  }

  /**
   * Words as patterns: the library's enum prints its values with Jackson's mapper, the most
   * expensive thing that a small {@code validate} would load. And {@link Repeats} looks for those.
   */
  private static JsonNode simplified(JsonNode node) {
    node.forEach(Schemas::simplified);
    if (node instanceof ObjectNode object) {
      object.remove("uniqueItems");
    }
    if (node instanceof ObjectNode object && object.get("enum") instanceof ArrayNode words) {
      var choices = new StringJoiner("|", "^(?:", ")$");
      words.forEach(word -> choices.add(word.asString()));
      object.remove("enum");
      object.put("type", "string").put("pattern", choices.toString());
    }
    return node;
  }

  /**
   * A schema.
   *
   * @param name the file name without {@code .schema.json}
   */
  static Loaded named(String name) {
    return LOADED.computeIfAbsent(name, Schemas::load);
  }

  private static Loaded load(String name) {
    String resource = "/dev/rolecall/schema/" + name + ".schema.json";
    try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + resource);
      }
      var parsed = YamlReader.read(resource, in.readAllBytes());
      var text = (ObjectNode) JsonTree.of(parsed.documents().getFirst());
      text.remove("$id");
      text.remove("$schema");
      return new Loaded(Registry.ONLY.getSchema(simplified(text.deepCopy())), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
