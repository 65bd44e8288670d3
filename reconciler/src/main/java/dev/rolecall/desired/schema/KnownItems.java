package dev.rolecall.desired.schema;

import dev.rolecall.desired.yaml.ListNode;
import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Texts that were valid items of a list before, so that they need not be judged again: a million
 * lines of assignments name few people. Thread-safe.
 */
final class KnownItems {
  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

  private final Map<String, Set<String>> valid = new ConcurrentHashMap<>();

  /** A document without the items that are known; those left over become known when it is valid. */
  final class Rest {
    private final SchemaWalk schema;
    private final List<Runnable> news = new ArrayList<>();
    private final JsonNode tree;

    private Rest(Node document, SchemaWalk schema) {
      this.schema = schema;
      this.tree = tree(document, schema.root());
    }

    JsonNode tree() {
      return tree;
    }

    /** Says that the document is valid. */
    void learn() {
      news.forEach(Runnable::run);
    }

    private JsonNode tree(Node node, JsonNode rule) {
      return switch (node) {
        case MapNode map -> {
          var object = MAKE.objectNode();
          map.entries()
              .forEach(entry -> {
                String key = entry.key().text();
                object.set(key, tree(entry.value(), schema.property(rule, key)));
              });
          yield object;
        }
        case ListNode list -> items(list, rule);
        case ScalarNode scalar -> JsonTree.of(scalar);
      };
    }

    private JsonNode items(ListNode list, JsonNode rule) {
      var array = MAKE.arrayNode();
      JsonNode item = schema.items(rule);
      boolean counted = rule.has("minItems") || rule.has("maxItems") || !item.has("$ref");
      Set<String> known =
          counted
              ? Set.of()
              : valid.computeIfAbsent(
                  schema.name() + item.path("$ref").asString(), _ -> ConcurrentHashMap.newKeySet());
      JsonNode meant = schema.resolved(item);
      for (Node one : list.items()) {
        if (!counted
            && one instanceof ScalarNode scalar
            && scalar.type() == ScalarNode.Type.STRING) {
          if (!known.contains(scalar.text())) {
            array.add(JsonTree.of(scalar));
            news.add(() -> known.add(scalar.text()));
          }
        } else {
          array.add(tree(one, meant));
        }
      }
      return array;
    }
  }

  /** What of a document is to be judged. */
  Rest rest(Node document, SchemaWalk schema) {
    return new Rest(document, schema);
  }
}
