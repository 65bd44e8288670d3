package dev.rolecall.tenant.api;

import dev.rolecall.http.Body;
import dev.rolecall.http.HttpResponse;
import dev.rolecall.http.RequestTarget;
import dev.rolecall.http.UnreadableResponse;
import dev.rolecall.http.Write;
import dev.rolecall.tenant.WriteKey;
import java.util.Map;
import java.util.TreeMap;

/** One write of the contract. Its Idempotency-Key makes it safe to send again. */
record ApiWrite<T>(
    String doing,
    String method,
    RequestTarget target,
    Map<String, String> headers,
    Body body,
    Reader<T> reader)
    implements Write<T> {

  /** What an answer says; the whole answer, for its headers count too. */
  @FunctionalInterface
  interface Reader<T> {
    T read(HttpResponse response) throws UnreadableResponse;
  }

  /** A write whose answer holds nothing that is needed. */
  static ApiWrite<Boolean> plain(
      String doing, String method, RequestTarget target, WriteKey key, Body body) {
    return new ApiWrite<>(doing, method, target, keyed(key), body, _ -> true);
  }

  static Map<String, String> keyed(WriteKey key) {
    var headers = new TreeMap<String, String>();
    headers.put("Idempotency-Key", key.toString());
    return headers;
  }

  @Override
  public T read(HttpResponse response) throws UnreadableResponse {
    return reader.read(response);
  }

  @Override
  public boolean repeatable() {
    return true;
  }
}
