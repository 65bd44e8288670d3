package dev.rolecall.tenant.provider;

import dev.rolecall.http.Write;
import dev.rolecall.http.WriteClient;
import dev.rolecall.tenant.TenantException;

/** The same for a client that can also change things. A reader is never given one. */
public final class TenantWriteClient extends TenantReadClient {
  private final WriteClient http;

  public TenantWriteClient(WriteClient http) {
    super(http);
    this.http = http;
  }

  /**
   * Sends a write.
   *
   * @throws TenantException with what is known of its effect
   */
  public <T> T send(Write<T> endpoint) throws TenantException {
    return call(() -> http.send(endpoint));
  }
}
