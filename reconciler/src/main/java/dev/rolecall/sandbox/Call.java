package dev.rolecall.sandbox;

import java.time.Instant;
import java.util.Map;

/**
 * One request inside its transaction.
 *
 * @param path the values of the path's parameters, decoded
 * @param caller the client whose token it carried, or nobody
 */
record Call(Sql sql, Request request, Map<String, String> path, Caller caller, Instant now) {

  /** A parameter of the path, which the route's template names. */
  String param(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalStateException("the route has no parameter " + name);
    }
    return value;
  }

  /** The query, in which only these names may stand. */
  Query query(String... names) {
    return Query.parse(request.query()).only(names);
  }

  Body body(String... fields) {
    request.requireType("application/json");
    return Body.parse(request.body(), fields);
  }
}
