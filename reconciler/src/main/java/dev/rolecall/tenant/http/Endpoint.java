package dev.rolecall.tenant.http;

import java.util.Optional;

/** One call of a remote API as a value. Knows no connection, token or retry. */
public sealed interface Endpoint<T> permits Get, PartialExport, Write {
  /** Finishes "could not ...": {@code add user anita@example.com to role cs-lead}. */
  String doing();

  Target target();

  /** What a successful answer says. */
  T read(Answer answer) throws UnreadableAnswer;

  /** What a refusal means where it is an answer after all; empty: it is a refusal. */
  default Optional<T> accept(Refusal refusal) {
    return Optional.empty();
  }

  /** What else helps whoever is refused so, after the refusal itself; mostly nothing. */
  default String explain(Refusal refusal) {
    return "";
  }
}
