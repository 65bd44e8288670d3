package dev.rolecall.http;

import java.util.Optional;

/** One call of a remote API as a value. Knows no connection, token or retry. */
public sealed interface Endpoint<T> permits Get, PartialExport, Write {
  /** Finishes "could not ...": {@code add user anita@example.com to role cs-lead}. */
  String doing();

  RequestTarget target();

  /** What a successful answer says. */
  T read(HttpResponse response) throws UnreadableResponse;

  /** What a refusal means where it is an answer after all; empty: it is a refusal. */
  default Optional<T> accept(ErrorResponse refusal) {
    return Optional.empty();
  }

  /** What else helps whoever is refused so, after the refusal itself; mostly nothing. */
  default String explain(ErrorResponse refusal) {
    return "";
  }
}
