package dev.rolecall.desired.schema;

import tools.jackson.databind.JsonNode;

/**
 * Finds the rule for a value on the way down a document, as far as a schema says it by {@code
 * properties}, {@code items} and references to its own definitions. An empty node: no rule.
 *
 * @param name the file name without {@code .schema.json}
 * @param text the whole schema, as it is written
 */
record SchemaWalk(String name, JsonNode text) {
  private static final String DEFINITIONS = "#/$defs/";

  JsonNode root() {
    return resolved(text);
  }

  JsonNode property(JsonNode rule, String key) {
    return resolved(rule.path("properties").path(key));
  }

  /** The rule for each item, a reference as it is written. */
  JsonNode items(JsonNode rule) {
    return rule.path("items");
  }

  JsonNode resolved(JsonNode rule) {
    String reference = rule.path("$ref").asString("");
    return reference.startsWith(DEFINITIONS)
        ? text.path("$defs").path(reference.substring(DEFINITIONS.length()))
        : rule;
  }
}
