package dev.rolecall.sandbox;

import dev.rolecall.model.Digest;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers of writes by the key that the client chose, recorded in the transaction of the write: a
 * write is done and remembered, or neither.
 */
final class Idempotency {
  private static final Duration KEPT = Duration.ofHours(24);

  private Idempotency() {}

  private record Recorded(String request, Answer answer) {}

  /** Does the work, unless the key has an answer already. */
  static Answer once(Call call, Route.Handler handler) {
    var key = call.request().header("Idempotency-Key");
    if (key.isEmpty()) {
      return handler.handle(call);
    }
    if (!key.get().matches("[!-~]{1,255}")) {
      throw Refusal.invalid(
          "Idempotency-Key", "Idempotency-Key must be 1 to 255 visible ASCII characters.");
    }
    Sql sql = call.sql();
    long now = call.now().toEpochMilli();
    sql.update("DELETE FROM idempotency WHERE at < ?", now - KEPT.toMillis());
    String client = call.caller().client();
    Request request = call.request();
    String digest = Digest.of(request.method(), request.path(), request.query(), request.body());
    var recorded =
        sql.first(
            "SELECT * FROM idempotency WHERE client = ? AND key = ?",
            row ->
                new Recorded(
                    row.getString("request"),
                    new Answer(
                        row.getInt("status"),
                        headers(row.getString("headers")),
                        Json.MAPPER.readTree(row.getString("body")))),
            client,
            key.get());
    if (recorded.isPresent()) {
      if (!recorded.get().request().equals(digest)) {
        throw new Refusal(
            ErrorCode.IDEMPOTENCY_CONFLICT,
            "The Idempotency-Key was used for another request before.");
      }
      return recorded.get().answer().header("Idempotent-Replayed", "true");
    }
    Answer answer = handler.handle(call);
    sql.update(
        "INSERT INTO idempotency(client, key, request, status, headers, body, at)"
            + " VALUES(?, ?, ?, ?, ?, ?, ?)",
        client,
        key.get(),
        digest,
        answer.status(),
        text(answer.headers()),
        answer.body().toString(),
        now);
    return answer;
  }

  private static String text(Map<String, String> headers) {
    ObjectNode json = Json.object();
    new TreeMap<>(headers).forEach(json::put);
    return json.toString();
  }

  private static Map<String, String> headers(String text) {
    var headers = new TreeMap<String, String>();
    Json.MAPPER
        .readTree(text)
        .properties()
        .forEach(entry -> headers.put(entry.getKey(), entry.getValue().stringValue()));
    return headers;
  }
}
