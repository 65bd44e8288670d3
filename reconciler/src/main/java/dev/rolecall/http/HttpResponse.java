package dev.rolecall.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a remote side answered, read to its end. The body is untrusted and may hold a token. */
public final class HttpResponse {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  /** Headers by lower-case name. */
  HttpResponse(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  public int status() {
    return status;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The bytes themselves, not a copy: an answer can be megabytes. */
  public byte[] body() {
    return body;
  }

  /** The id by which the remote side finds this request in its log; empty where it gave no id. */
  public String requestId() {
    return header("X-Request-Id").filter(id -> id.matches("[A-Za-z0-9_.-]{1,64}")).orElse("");
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  @Override
  public String toString() {
    return "answer " + status;
  }
}
