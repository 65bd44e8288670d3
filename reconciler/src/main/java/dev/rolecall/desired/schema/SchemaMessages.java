package dev.rolecall.desired.schema;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.rolecall.desired.yaml.ListNode;
import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.problem.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The validator's errors in our words, at the key or value that is wrong. The form of a value is
 * said by the schema itself: {@code $comment} beside each pattern, and the first example. Never
 * shows a value below credentials: it may be a secret.
 */
final class SchemaMessages {
  private final Node document;
  private final JsonNode schema;

  SchemaMessages(Node document, JsonNode schema) {
    this.document = document;
    this.schema = schema;
  }

  List<Problem> problems(Error error) {
    var spot = ErrorLocation.in(document, error.getInstanceLocation());
    if (spot.node() instanceof ScalarNode scalar && scalar.type() == ScalarNode.Type.NULL) {
      return List.of();
    }
    JsonNode rule = above(error, 1);
    return switch (error.getKeyword()) {
      case "additionalProperties" -> List.of(unknownKey(error, spot, rule));
      // Said with its reason by whoever reads the document; here for editors.
      case "dependentRequired" -> List.of();
      case "required" -> List.of(missingKey(error, spot));
      case "type" -> List.of(rule.has("enum") ? badValue(spot, rule) : wrongType(spot, rule));
      case "maxLength" -> List.of(tooLong(spot, rule));
      case "propertyNames" -> List.of(badName(error, spot, rule));
      case "pattern", "minLength", "const" -> List.of(badValue(spot, rule));
      case "minItems", "maxItems", "minProperties" -> List.of(miscounted(spot, rule));
      case "maxProperties" -> List.of(bad(spot, spot.subject() + " takes one of its keys only."));
      case "minimum", "maximum" -> List.of(bad(spot, range(spot, rule)));
      default -> List.of(bad(spot, spot.subject() + " " + error.getMessage() + "."));
    };
  }

  /** The part of the schema so many levels above the keyword; 1: what has the keyword. */
  private JsonNode above(Error error, int levels) {
    NodePath path = error.getSchemaLocation().getFragment();
    JsonNode at = schema;
    for (int i = 0; i < path.getNameCount() - levels; i++) {
      Object element = path.getElement(i);
      at = element instanceof Integer index ? at.path(index) : at.path(element.toString());
    }
    return at;
  }

  private static Problem unknownKey(Error error, ErrorLocation spot, JsonNode rule) {
    String key = error.getProperty();
    var entry = spot.node() instanceof MapNode map ? map.entry(key) : null;
    SourceRef at = entry == null ? spot.node().at() : entry.key().at();
    Set<String> known =
        rule.path("properties").propertyNames().stream().collect(Collectors.toSet());
    String message = "%s has no key %s.".formatted(spot.subject(), ScalarNode.excerpt(key));
    String otherwise = "It takes " + String.join(", ", known.stream().sorted().toList()) + ".";
    return Problem.error(RuleId.UNKNOWN_KEY, at, message)
        .advising(Suggestions.adviceFor(key, known.stream().sorted().toList(), otherwise));
  }

  private Problem missingKey(Error error, ErrorLocation spot) {
    NodePath path = error.getSchemaLocation().getFragment();
    if (path.getNameCount() > 0 && path.getElement(0).toString().equals("anyOf")) {
      String message =
          "%s names no holder: it needs groups, users or manage.".formatted(spot.subject());
      return Problem.error(RuleId.MISSING_KEY, spot.node().at(), message);
    }
    String message =
        "%s lacks the key %s%s."
            .formatted(spot.subject(), error.getProperty(), instead(error, path));
    return Problem.error(RuleId.MISSING_KEY, spot.node().at(), message);
  }

  /** {@code , or id}: what would do as well, by each {@code if} that it is an {@code else} of. */
  private String instead(Error error, NodePath path) {
    var keys = new ArrayList<String>();
    int names = path.getNameCount();
    for (int up = 2; up <= names && path.getElement(names - up).equals("else"); up++) {
      keys.add(above(error, up).path("if").path("required").path(0).asString("id"));
    }
    if (keys.isEmpty()) {
      return "";
    }
    String last = keys.removeLast();
    return keys.stream().map(key -> ", " + key).collect(Collectors.joining()) + ", or " + last;
  }

  private static Problem wrongType(ErrorLocation spot, JsonNode rule) {
    JsonNode type = rule.path("type");
    List<String> wanted = new ArrayList<>();
    if (type.isArray()) {
      type.forEach(each -> wanted.add(typeWord(each.asString())));
    } else {
      wanted.add(typeWord(type.asString()));
    }
    boolean scalar = spot.node() instanceof ScalarNode;
    if (spot.secretive() && scalar) {
      String message =
          "%s must be { env: NAME } or { file: PATH }, not the secret itself."
              .formatted(spot.subject());
      return Problem.error(RuleId.SECRET_IN_FILE, spot.node().at(), message);
    }
    String message =
        "%s must be %s, but is %s."
            .formatted(spot.subject(), String.join(" or ", wanted), spot.node().described());
    var problem = Problem.error(RuleId.WRONG_TYPE, spot.node().at(), message);
    return scalar && wanted.contains("a text")
        ? problem.advising("Put it in quotes if a text is meant.")
        : problem;
  }

  private static String typeWord(String type) {
    return switch (type) {
      case "string" -> "a text";
      case "object" -> "a mapping";
      case "array" -> "a list";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      default -> type;
    };
  }

  private static Problem tooLong(ErrorLocation spot, JsonNode rule) {
    int length = spot.text().codePointCount(0, spot.text().length());
    String message =
        "%s has %,d characters; at most %,d are allowed."
            .formatted(spot.subject(), length, rule.path("maxLength").asInt());
    return Problem.error(RuleId.TOO_LONG, spot.node().at(), message);
  }

  private static Problem badName(Error error, ErrorLocation spot, JsonNode rule) {
    String name = error.getProperty();
    var entry = spot.node() instanceof MapNode map ? map.entry(name) : null;
    SourceRef at = entry == null ? spot.node().at() : entry.key().at();
    String form = rule.path("propertyNames").path("$comment").asString("of another form");
    String message =
        "The name %s in %s must be %s.".formatted(ScalarNode.excerpt(name), spot.name(), form);
    return Problem.error(RuleId.BAD_VALUE, at, message);
  }

  private static Problem badValue(ErrorLocation spot, JsonNode rule) {
    boolean date = spot.isDate();
    String message = "%s must be %s".formatted(spot.subject(), form(rule));
    message += spot.secretive() ? "." : ", but is " + spot.node().described() + ".";
    var problem =
        Problem.error(date ? RuleId.BAD_DATE : RuleId.BAD_VALUE, spot.node().at(), message);
    return near(spot, rule)
        .map(word -> problem.advising("Did you mean " + word + "?"))
        .orElse(problem);
  }

  private static Optional<String> near(ErrorLocation spot, JsonNode rule) {
    List<String> words = new ArrayList<>();
    rule.path("enum").forEach(each -> words.add(each.asString()));
    return Suggestions.nearest(spot.text(), words);
  }

  private static String form(JsonNode rule) {
    if (rule.has("enum")) {
      List<String> words = new ArrayList<>();
      rule.path("enum").forEach(each -> words.add(each.asString()));
      int last = words.size() - 1;
      return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
    if (rule.has("const")) {
      return rule.path("const").asString();
    }
    int least = rule.path("minLength").asInt(0);
    String form =
        rule.path("$comment")
            .asString(
                least > 1
                    ? "a text of at least %d characters".formatted(least)
                    : "a text that is not empty");
    JsonNode example = rule.path("examples").path(0);
    return example.isString() ? form + ", for example " + example.asString() : form;
  }

  private static Problem miscounted(ErrorLocation spot, JsonNode rule) {
    if (spot.node() instanceof ListNode list && !list.items().isEmpty()) {
      int items = list.items().size();
      int most = rule.path("maxItems").asInt(items);
      String wanted =
          items > most ? "at most " + most : "at least " + rule.path("minItems").asInt();
      return bad(
          spot, "%s must have %s items, but has %d.".formatted(spot.subject(), wanted, items));
    }
    String keys = String.join(", ", rule.path("properties").propertyNames());
    String message = spot.subject() + " is empty.";
    return bad(spot, keys.isEmpty() ? message : message + " It takes " + keys + ".");
  }

  private static String range(ErrorLocation spot, JsonNode rule) {
    return "%s must be a whole number from %d to %d."
        .formatted(spot.subject(), rule.path("minimum").asInt(), rule.path("maximum").asInt());
  }

  private static Problem bad(ErrorLocation spot, String message) {
    return Problem.error(RuleId.BAD_VALUE, spot.node().at(), message);
  }
}
