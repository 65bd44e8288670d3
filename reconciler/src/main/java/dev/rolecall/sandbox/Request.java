package dev.rolecall.sandbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One request, read in full.
 *
 * @param path as sent, still percent-encoded
 * @param query as sent, or empty
 */
record Request(String method, String path, String query, Headers headers, String body, String id) {
  static final int MAX_BODY = 1 << 20;

  /** Reads it; the body may have {@link #MAX_BODY} bytes. */
  static Request read(HttpExchange exchange, String id) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw new Refusal(ErrorCode.INVALID_REQUEST, "A body has at most " + MAX_BODY + " bytes.");
    }
    var uri = exchange.getRequestURI();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return new Request(
        exchange.getRequestMethod(), path, query, exchange.getRequestHeaders(), text(bytes), id);
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Refusal(ErrorCode.INVALID_REQUEST, "The body is not valid UTF-8.");
    }
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.getFirst(name));
  }

  /** Refuses a body of another type than the contract's. */
  void requireType(String type) {
    String sent = header("Content-Type").orElse("none");
    int end = sent.indexOf(';');
    if (!(end < 0 ? sent : sent.substring(0, end)).strip().equalsIgnoreCase(type)) {
      throw Refusal.invalid("Content-Type", "The body must be " + type + ", not " + sent + ".");
    }
  }
}
