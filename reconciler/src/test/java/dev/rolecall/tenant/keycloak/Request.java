package dev.rolecall.tenant.keycloak;

import java.util.regex.Pattern;

/** One line of Keycloak's access log; the path has its query. */
public record Request(String method, String path, int status) {

  /** Whether it may change the tenant: all but GET, HEAD, the token and the partial export. */
  public boolean writes() {
    return !method.equals("GET")
        && !method.equals("HEAD")
        && !path.endsWith("/protocol/openid-connect/token")
        && !path.contains("/partial-export");
  }

  /** Whether it went to this realm, by its admin API or its own addresses. */
  boolean isOf(String realm) {
    return Pattern.matches("(/admin)?/realms/" + Pattern.quote(realm) + "([/?].*)?", path);
  }

  @Override
  public String toString() {
    return method + " " + path + " " + status;
  }
}
