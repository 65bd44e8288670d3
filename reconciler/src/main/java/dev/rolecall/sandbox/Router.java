package dev.rolecall.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the route of a request; paths are exact, a trailing slash is another path. */
final class Router {
  private final List<Route> routes;

  Router(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /** A route and the values of its parameters. */
  record Match(Route route, Map<String, String> path) {}

  Match match(String method, String path) {
    List<String> segments = List.of(path.split("/", -1));
    var allowed = new TreeSet<String>();
    for (Route route : routes) {
      Optional<Map<String, String>> values = values(route.template(), segments);
      if (values.isPresent()) {
        if (route.method().equals(method)) {
          return new Match(route, values.get());
        }
        allowed.add(route.method());
      }
    }
    if (allowed.isEmpty()) {
      throw new Refusal(ErrorCode.NOT_FOUND, "There is nothing at " + path + ".");
    }
    throw new Refusal(ErrorCode.METHOD_NOT_ALLOWED, method + " is not possible at " + path + ".")
        .header("Allow", String.join(", ", allowed));
  }

  private static Optional<Map<String, String>> values(String template, List<String> segments) {
    String[] parts = template.split("/", -1);
    if (parts.length != segments.size()) {
      return Optional.empty();
    }
    var values = new HashMap<String, String>();
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      String segment = segments.get(i);
      if (part.startsWith("{") && !segment.isEmpty()) {
        // In a path a plus sign is itself, unlike in a query.
        String value = URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
        values.put(part.substring(1, part.length() - 1), value);
      } else if (!part.equals(segment)) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}
