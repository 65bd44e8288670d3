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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds items that stand twice in a list whose schema says {@code uniqueItems}. The library puts
 * nodes into a hash set, which names with one hash code make quadratic; these are texts, which a
 * hash map keeps in order where their hash codes are one.
 */
final class Repeats {
  private final SchemaWalk schema;
  private final List<Problem> problems = new ArrayList<>();

  private Repeats(SchemaWalk schema) {
    this.schema = schema;
  }

  /** The repeated items of a document. */
  static List<Problem> of(Node document, SchemaWalk schema) {
    var repeats = new Repeats(schema);
    repeats.look(document, schema.root(), "");
    return repeats.problems;
  }

  private void look(Node node, JsonNode rule, String name) {
    switch (node) {
      case MapNode map ->
          map.entries()
              .forEach(entry -> {
                String key = entry.key().text();
                look(entry.value(), schema.property(rule, key), key);
              });
      case ListNode list -> {
        if (rule.path("uniqueItems").asBoolean(false)) {
          repeated(list, name);
        }
        JsonNode item = schema.resolved(schema.items(rule));
        for (Node one : list.items()) {
          if (!(one instanceof ScalarNode)) {
            look(one, item, name);
          }
        }
      }
      case ScalarNode _ -> {}
    }
  }

  private void repeated(ListNode list, String name) {
    Map<String, SourceRef> seen = HashMap.newHashMap(list.items().size());
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
      case ScalarNode scalar -> scalar.type().name() + scalar.text().length() + " " + scalar.text();
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
