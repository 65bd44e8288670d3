package dev.rolecall.http;

/** Told of each request that left, for {@code -v}. Sees no header, query or body. */
@FunctionalInterface
public interface Trace {
  /**
   * One try.
   *
   * @param path percent-encoded, without the query
   * @param status 0 when no answer came
   */
  void request(String method, String path, int status, long milliseconds);

  static Trace none() {
    return (_, _, _, _) -> {};
  }
}
