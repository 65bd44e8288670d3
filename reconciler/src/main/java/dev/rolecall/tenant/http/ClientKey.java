package dev.rolecall.tenant.http;

/** Id and secret of a client application. Never prints its secret. */
public final class ClientKey {
  private final String id;
  private final String secret;

  public ClientKey(String id, String secret) {
    this.id = id;
    this.secret = secret;
  }

  public String id() {
    return id;
  }

  String secret() {
    return secret;
  }

  @Override
  public String toString() {
    return "client " + id;
  }
}
