package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.Body;
import dev.rolecall.http.ErrorResponse;
import dev.rolecall.http.HttpResponse;
import dev.rolecall.http.RequestTarget;
import dev.rolecall.http.Write;
import java.util.Optional;

/**
 * One write of the Admin API; the answer holds nothing that is needed.
 *
 * @param how its method and its repeatability: Keycloak's batches are idempotent, creating is not
 * @param goneIsDone whether a 404 means that the work is done: what was to go is gone
 */
record AdminWrite(String doing, Method how, RequestTarget target, Body body, boolean goneIsDone)
    implements Write<Boolean> {

  /** How a call is sent, and whether twice is as good as once. */
  enum Method {
    CREATE("POST", false),
    ADD("POST", true),
    REPLACE("PUT", true),
    REMOVE("DELETE", true);

    private final String verb;
    private final boolean repeatable;

    Method(String verb, boolean repeatable) {
      this.verb = verb;
      this.repeatable = repeatable;
    }
  }

  /**
   * Removes the thing at that place itself. Only for roles: the same call on a list of role
   * mappings would remove all of them, so lists have {@link NonEmptyRoles} alone.
   */
  static AdminWrite deleteRole(String doing, Paths paths, String id) {
    return new AdminWrite(doing, Method.REMOVE, paths.role(id), Body.none(), true);
  }

  /**
   * Ends the sessions of a user in every client, the offline ones too; twice is as good as once.
   */
  static AdminWrite logout(String doing, Paths paths, String user) {
    return new AdminWrite(doing, Method.ADD, paths.users().then(user, "logout"), Body.none(), true);
  }

  /**
   * Adds to or removes from a list of roles; never with an empty body, which Keycloak takes for
   * all.
   */
  static AdminWrite list(String doing, boolean add, RequestTarget target, NonEmptyRoles roles) {
    return new AdminWrite(doing, add ? Method.ADD : Method.REMOVE, target, roles.body(), false);
  }

  @Override
  public String method() {
    return how.verb;
  }

  @Override
  public boolean repeatable() {
    return how.repeatable;
  }

  @Override
  public Boolean read(HttpResponse response) {
    return true;
  }

  @Override
  public Optional<Boolean> accept(ErrorResponse refusal) {
    return goneIsDone && refusal.status() == 404 ? Optional.of(true) : Optional.empty();
  }
}
