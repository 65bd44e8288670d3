package dev.rolecall.sandbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A JSON object of a request; every member is checked, unknown ones are refused. */
final class Body {
  private final JsonNode json;
  private final String prefix;

  private Body(JsonNode json, String prefix, String... fields) {
    if (!json.isObject()) {
      throw Refusal.invalid(prefix, "A JSON object was expected.");
    }
    this.json = json;
    this.prefix = prefix;
    var known = Set.of(fields);
    for (String name : json.propertyNames()) {
      if (!known.contains(name)) {
        throw Refusal.invalid(prefix + name, "There is no member " + prefix + name + " here.");
      }
    }
  }

  static Body parse(String text, String... fields) {
    try {
      return new Body(Json.MAPPER.readTree(text), "", fields);
    } catch (JacksonException e) {
      throw Refusal.invalid("", "The body is not JSON: " + e.getOriginalMessage());
    }
  }

  boolean has(String field) {
    return json.has(field);
  }

  boolean isEmpty() {
    return json.isEmpty();
  }

  Optional<String> text(String field) {
    JsonNode value = json.get(field);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw Refusal.invalid(prefix + field, prefix + field + " must be a string.");
    }
    return Optional.of(value.stringValue());
  }

  String required(String field) {
    return text(field)
        .orElseThrow(() -> Refusal.invalid(prefix + field, prefix + field + " is required."));
  }

  String matching(String field, Pattern pattern) {
    String value = required(field);
    if (!pattern.matcher(value).matches()) {
      throw Refusal.invalid(
          prefix + field, prefix + field + " must match " + pattern.pattern() + ".");
    }
    return value;
  }

  /** 1 to 200 characters, none of them a control or bidirectional override. */
  Optional<String> name() {
    return text("name").map(value -> Words.check(prefix + "name", value, 1, 200, false));
  }

  /** At most 1,000 characters, as a name, but lines may end. */
  Optional<String> description() {
    return text("description")
        .map(value -> Words.check(prefix + "description", value, 0, 1000, true));
  }

  /** Distinct strings; empty where the member is missing. */
  List<String> strings(String field, int max) {
    var result = new ArrayList<String>();
    var seen = new HashSet<String>();
    for (JsonNode item : array(field, max)) {
      if (!item.isString() || !seen.add(item.stringValue())) {
        throw Refusal.invalid(prefix + field, prefix + field + " must hold distinct strings.");
      }
      result.add(item.stringValue());
    }
    return result;
  }

  /** 1 to max objects with these members. */
  List<Body> objects(String field, int max, String... fields) {
    var result = new ArrayList<Body>();
    for (JsonNode item : array(field, max)) {
      result.add(new Body(item, prefix + field + "[" + result.size() + "].", fields));
    }
    if (result.isEmpty()) {
      throw Refusal.invalid(prefix + field, prefix + field + " must hold at least one item.");
    }
    return result;
  }

  private Iterable<JsonNode> array(String field, int max) {
    JsonNode value = json.get(field);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray() || value.size() > max) {
      throw Refusal.invalid(
          prefix + field, prefix + field + " must be a list of at most " + max + " items.");
    }
    return value;
  }
}
