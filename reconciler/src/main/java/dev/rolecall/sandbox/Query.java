package dev.rolecall.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Names and values of a query string or a form; a name that nobody asked for is refused. */
final class Query {
  static final int MAX_VALUES = 100;

  private final Map<String, List<String>> values;

  private Query(Map<String, List<String>> values) {
    this.values = values;
  }

  static Query parse(@Nullable String raw) {
    var values = new TreeMap<String, List<String>>();
    if (raw != null && !raw.isEmpty()) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = decode(equals < 0 ? "" : pair.substring(equals + 1));
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    return new Query(values);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          ErrorCode.INVALID_REQUEST, "A percent sign is not followed by two hexadecimal digits.");
    }
  }

  /** Refuses every other name. */
  Query only(String... names) {
    var known = Set.of(names);
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw Refusal.invalid(name, "There is no parameter " + name + " here.");
      }
    }
    return this;
  }

  Optional<String> one(String name) {
    List<String> found = values.getOrDefault(name, List.of());
    if (found.size() > 1) {
      throw Refusal.invalid(name, "The parameter " + name + " may stand only once.");
    }
    return found.stream().findFirst();
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** The distinct values of a repeatable filter. */
  List<String> many(String name) {
    List<String> found = values.getOrDefault(name, List.of());
    if (found.size() > MAX_VALUES) {
      throw Refusal.invalid(name, "At most " + MAX_VALUES + " values of " + name + " at once.");
    }
    return found.stream().distinct().toList();
  }

  Optional<Instant> instant(String name) {
    return one(name)
        .map(text -> {
          try {
            return Instant.parse(text);
          } catch (DateTimeParseException e) {
            throw Refusal.invalid(
                name, name + " is an instant such as 2026-11-02T09:30:00Z, not " + text + ".");
          }
        });
  }

  /** The same text for the same filters in the same order; cursor and limit left out. */
  String filters() {
    var filters = new TreeMap<>(values);
    filters.remove("cursor");
    filters.remove("limit");
    return filters.toString();
  }
}
