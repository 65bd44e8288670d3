package dev.rolecall.sandbox;

import java.io.Serial;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A request that the tenant answers with an error; whatever it had written is undone. */
final class Refusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final int status;
  private final transient ObjectNode details = Json.object();
  private final transient Map<String, String> headers = new HashMap<>();

  Refusal(ErrorCode code, String message) {
    this(code, code.status(), message);
  }

  private Refusal(ErrorCode code, int status, String message) {
    super(message, null, false, false);
    this.code = code;
    this.status = status;
  }

  /** For a name in a body that means nothing here, where the path itself was right. */
  static Refusal unprocessable(ErrorCode code, String message) {
    return new Refusal(code, 422, message);
  }

  static Refusal invalid(String field, String message) {
    return new Refusal(ErrorCode.INVALID_REQUEST, message).with("field", field);
  }

  Refusal with(String detail, String value) {
    details.put(detail, value);
    return this;
  }

  Refusal with(String detail, JsonNode value) {
    details.set(detail, value);
    return this;
  }

  Refusal header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  ErrorCode code() {
    return code;
  }

  Answer answer(String requestId) {
    ObjectNode body = Json.object();
    body.put("error", code.word());
    body.put("message", getMessage());
    body.set("details", details);
    body.put("request_id", requestId);
    return new Answer(status, Map.copyOf(headers), body);
  }
}
