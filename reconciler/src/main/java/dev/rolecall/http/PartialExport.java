package dev.rolecall.http;

import java.util.Optional;

/**
 * Keycloak's partial export, the one POST that changes nothing and so may be sent by a client that
 * can only look. Where it goes is fixed here: a realm's name is all that can be said.
 */
public final class PartialExport<T> implements Endpoint<T> {
  private final String realm;
  private final Json.Shape<T> shape;
  private final T refused;

  /**
   * An export of everything but the users.
   *
   * @param refused when there is none: these credentials may not (403), or Keycloak stumbled (500)
   *     over a role that somebody deleted while it was exporting
   */
  public PartialExport(String realm, Json.Shape<T> shape, T refused) {
    this.realm = realm;
    this.shape = shape;
    this.refused = refused;
  }

  @Override
  public String doing() {
    return "export realm " + realm;
  }

  @Override
  public RequestTarget target() {
    return RequestTarget.of("admin", "realms", realm, "partial-export")
        .with("exportClients", "true")
        .with("exportGroupsAndRoles", "true");
  }

  @Override
  public T read(HttpResponse response) throws UnreadableResponse {
    return Json.read(response, shape);
  }

  @Override
  public Optional<T> accept(ErrorResponse refusal) {
    return refusal.status() == 403 || refusal.status() == 500
        ? Optional.of(refused)
        : Optional.empty();
  }
}
