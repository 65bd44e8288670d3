package dev.rolecall.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An answer of the tenant under test. */
record Reply(int status, Headers headers, JsonNode body) {

  Reply expect(int expected) {
    assertEquals(expected, status, () -> body.toString());
    return this;
  }

  /** Expects an error; its message is left alone, as the contract asks. */
  Reply expect(int expected, String error) {
    expect(expected);
    assertEquals(error, body.get("error").stringValue());
    assertEquals(headers.get("X-Request-Id"), body.get("request_id").stringValue());
    return this;
  }

  /** The status, unless the answer is a fault made on purpose. */
  int settled() {
    assertTrue(status != 429 && status != 503);
    return status;
  }

  JsonNode data() {
    return body.get("data");
  }

  /** A text inside the data, by JSON pointer. */
  String text(String pointer) {
    return data().at(pointer).stringValue();
  }

  /** The texts at this pointer in every item of the data. */
  List<String> texts(String pointer) {
    return data().valueStream().map(item -> item.at(pointer).stringValue()).toList();
  }

  @Nullable String nextCursor() {
    return body.at("/meta/next_cursor").stringValue(null);
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }
}
