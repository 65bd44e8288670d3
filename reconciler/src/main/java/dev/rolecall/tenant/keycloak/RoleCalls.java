package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.Body;
import dev.rolecall.http.RequestTarget;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantException.Kind;
import dev.rolecall.tenant.provider.TenantWriteClient;

/** What writing a role takes, whether it is the realm's or a client's. */
record RoleCalls(TenantWriteClient http, Paths paths) {
  /**
   * Sends it once; when the answer was lost and the role is not there, once more. A create cannot
   * simply be repeated: the second one fails where the first had its effect.
   */
  void create(String doing, RequestTarget target, String name, Body body) throws TenantException {
    var call = new AdminWrite(doing, AdminWrite.Method.CREATE, target, body, false);
    try {
      http.send(call);
    } catch (TenantException lost) {
      if (lost.kind() != Kind.UNKNOWN_EFFECT || isThere(doing, target.then(name))) {
        throw lost;
      }
      try {
        http.send(call);
      } catch (TenantException again) {
        // Perhaps because the first came through after all: reading decides.
        throw again.kind() == Kind.REFUSED ? lost : again;
      }
    }
  }

  private boolean isThere(String doing, RequestTarget role) throws TenantException {
    return http.get(AdminGet.ifThere(doing, role, RoleRecord::of)).isPresent();
  }

  /** As they are now: a write replaces them all. */
  Bodies.Texts texts(RoleIndex.Ref role, String doing) throws TenantException {
    return http.get(new AdminGet<>(doing, paths.role(role.id()), Bodies.Texts::of, null));
  }

  void write(String doing, RoleIndex.Ref role, Bodies.Texts texts) throws TenantException {
    http.send(
        new AdminWrite(
            doing, AdminWrite.Method.REPLACE, paths.role(role.id()), Bodies.texts(texts), false));
  }
}
