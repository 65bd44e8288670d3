package dev.rolecall.http;

import java.util.Map;

/** A call that may change something; {@link WriteClient} alone can send it. */
public non-sealed interface Write<T> extends Endpoint<T> {
  /** POST, PUT, PATCH or DELETE. */
  String method();

  /** Header lines besides those of the client. */
  default Map<String, String> headers() {
    return Map.of();
  }

  Body body();

  /**
   * Whether sending it twice is as good as once: it has a key by which the remote side tells a
   * repeat, or it is so by nature. Otherwise it is sent once and never again.
   */
  boolean repeatable();
}
