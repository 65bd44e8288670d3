package dev.rolecall.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * One operation of the contract.
 *
 * @param template path with parameters in braces
 * @param scope what a token must grant; null: any token of a client does
 */
record Route(String method, String template, Kind kind, @Nullable String scope, Handler handler) {

  /** Who may call it, and whether an Idempotency-Key counts. */
  enum Kind {
    OPEN,
    READ,
    WRITE
  }

  /** Does the work inside the request's transaction; refuses by throwing {@link Refusal}. */
  interface Handler {
    Answer handle(Call call);
  }

  static Route open(String method, String template, Handler handler) {
    return new Route(method, template, Kind.OPEN, null, handler);
  }

  static Route get(String template, @Nullable String scope, Handler handler) {
    return new Route("GET", template, Kind.READ, scope, handler);
  }

  static Route write(String method, String template, String scope, Handler handler) {
    return new Route(method, template, Kind.WRITE, scope, handler);
  }
}
