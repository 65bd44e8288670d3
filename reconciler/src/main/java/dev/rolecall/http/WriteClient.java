package dev.rolecall.http;

/** A logged-in client that can also change things. A reader is never given one. */
public final class WriteClient extends ReadClient {
  private final Fence fence;

  WriteClient(RequestExecutor executor, TokenSource tokens, Fence fence) {
    super(executor, tokens);
    this.fence = fence;
  }

  /**
   * Sends a write.
   *
   * @throws HttpException with what is known of its effect
   */
  public <T> T send(Write<T> endpoint) throws HttpException {
    return call(endpoint, fence);
  }
}
