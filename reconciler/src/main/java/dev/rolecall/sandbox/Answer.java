package dev.rolecall.sandbox;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What goes back: every answer has a JSON body. */
record Answer(int status, Map<String, String> headers, JsonNode body) {

  static Answer ok(JsonNode data) {
    return new Answer(200, Map.of(), Json.data(data));
  }

  static Answer created(JsonNode data) {
    return new Answer(201, Map.of(), Json.data(data));
  }

  Answer header(String name, String value) {
    var all = new HashMap<>(headers);
    all.put(name, value);
    return new Answer(status, Map.copyOf(all), body);
  }
}
