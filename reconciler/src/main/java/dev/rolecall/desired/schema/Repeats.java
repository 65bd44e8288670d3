package dev.rolecall.desired.schema;

import static java.util.stream.Collectors.joining;

import dev.rolecall.desired.yaml.ListNode;
import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds items that stand twice in a list whose schema says {@code uniqueItems}. The library puts
 * items into a hash set, which names with one hash code make quadratic; here they are sorted.
 */
final class Repeats {
  private static final String DEFINITIONS = "#/$defs/";

  private final JsonNode schema;
  private final List<Problem> problems = new ArrayList<>();

  private Repeats(JsonNode schema) {
    this.schema = schema;
  }

  /**
   * The repeated items of a document.
   *
   * @param schema the whole of it, as it is written
   */
  static List<Problem> of(Node document, JsonNode schema) {
    var repeats = new Repeats(schema);
    repeats.look(document, schema, "");
    return repeats.problems;
  }

  private void look(Node node, JsonNode rule, String name) {
    JsonNode meant = resolved(rule);
    switch (node) {
      case MapNode map ->
          map.entries()
              .forEach(entry -> {
                String key = entry.key().text();
                look(entry.value(), meant.path("properties").path(key), key);
              });
      case ListNode list -> {
        if (meant.path("uniqueItems").asBoolean(false)) {
          repeated(list, name);
        }
        list.items().forEach(item -> look(item, meant.path("items"), name));
      }
      case ScalarNode _ -> {}
    }
  }

  private JsonNode resolved(JsonNode rule) {
    String reference = rule.path("$ref").asString("");
    return reference.startsWith(DEFINITIONS)
        ? schema.path("$defs").path(reference.substring(DEFINITIONS.length()))
        : rule;
  }

  private void repeated(ListNode list, String name) {
    SortedMap<String, SourceRef> seen = new TreeMap<>();
    for (Node item : list.items()) {
      @Nullable SourceRef first = seen.putIfAbsent(canonical(item), item.at());
      if (first != null) {
        String shown = item instanceof ScalarNode scalar ? scalar.excerpt() : "This item";
        String message =
            "%s stands in %s twice; first on line %d.".formatted(shown, name, first.line());
        problems.add(Problem.error(RuleId.REPEATED_ITEM, item.at(), message));
      }
    }
  }

  /** Two items are the same when these are; keys in any order. */
  private static String canonical(Node node) {
    return switch (node) {
      case ScalarNode scalar ->
          "%s %d %s".formatted(scalar.type(), scalar.text().length(), scalar.text());
      case ListNode list ->
          list.items().stream().map(Repeats::canonical).collect(joining(",", "[", "]"));
      case MapNode map ->
          map.entries().stream()
              .map(entry -> canonical(entry.key()) + ":" + canonical(entry.value()))
              .sorted()
              .collect(joining(",", "{", "}"));
    };
  }
}
