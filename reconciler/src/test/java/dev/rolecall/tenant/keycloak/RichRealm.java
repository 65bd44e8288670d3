package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.ClientCredentials;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A realm with everything in it that real ones have and tidy ones do not. */
final class RichRealm {
  static final String BILLING = "https://apps.example.com/billing?x=1";
  static final List<String> ODD =
      List.of(
          "a/b",
          "with space",
          "ünï ☃ 漢字",
          "per%cent %2F",
          "quo\"te'",
          "p+lus",
          "semi;colon=1",
          "what?#hash",
          "back\\slash",
          "<angle>&amp;",
          "dot.ted",
          "UPPER");
  static final List<String> PLAIN =
      List.of("inner", "outer", "outermost", "left", "right", "self", "told");

  private RichRealm() {}

  static Realm realm() {
    var realm =
        Connected.realm()
            .client("audit", "read", "export")
            .client(BILLING, "pay", "refund everything")
            .client("ops", "deploy:prod", "root")
            .client("bare")
            .role("inner")
            .role("outer", "inner", "audit:read")
            .role("outermost", "outer", BILLING + ":pay", "realm-management:view-users")
            .role("left", "right")
            .role("right", "left")
            .role("self", "self", "audit:export")
            .role(
                "told",
                role -> {
                  role.put("description", "First line.\nSecond line.\n\tThird: \"end\" ");
                  Realm.attribute(role, "rolecall.name", "Told at length");
                  Realm.attribute(role, "owner", "somebody else", "and another");
                });
    ODD.forEach(name -> realm.role(name, "audit:read"));
    realm
        .with(RichRealm::clientRolesHoldRoles)
        .with(
            it -> it.withObject("/attributes").put("rolecall.retired", "[\"gone\",\"long gone\"]"))
        .with(RichRealm::provider)
        .group("/support", "outer", "ops:deploy:prod")
        .group("/support/emea", "inner")
        .group("/support/emea/night", "a/b", "ünï ☃ 漢字")
        .group("/support/emea/night/guard")
        .with(it ->
            ((ObjectNode) it.get("groups").get(0))
                .withArrayProperty("subGroups")
                .addObject()
                .put("name", "with/slash")
                .putArray("realmRoles")
                .add("self"))
        .group("/empty");
    for (int i = 0; i < 25; i++) {
      realm.user("user" + i, "outer", i % 2 == 0 ? "p+lus" : "semi;colon=1");
    }
    return realm
        .user("anita", "outer", "audit:read", BILLING + ":refund everything", "ops:deploy:prod")
        .user("disabled", user -> user.put("enabled", false), "inner")
        .user("no-mail", user -> user.remove("email"), "inner", "offline_access")
        .user("plus+sign", user -> user.put("email", "Plus+Sign@Example.com"), "a/b")
        .user("federated", RichRealm::federated, "inner")
        .serviceAccount("robot", "robot-secret")
        .with(it ->
            ((ObjectNode) it.get("users").get(it.get("users").size() - 1))
                .putArray("realmRoles")
                .add("outer"));
  }

  private static void clientRolesHoldRoles(ObjectNode realm) {
    var ops = realm.at("/roles/client/ops");
    var root = (ObjectNode) ops.get(1);
    root.put("composite", true);
    root.putObject("composites").putArray("realm").add("outer");
    root.withObject("/composites/client").putArray("ops").add("deploy:prod");
  }

  private static void provider(ObjectNode realm) {
    realm
        .putArray("identityProviders")
        .addObject()
        .put("alias", "corp")
        .put("providerId", "oidc")
        .put("enabled", true)
        .putObject("config")
        .put("clientId", "x")
        .put("clientSecret", "y")
        .put("authorizationUrl", "https://corp.example.com/auth")
        .put("tokenUrl", "https://corp.example.com/token");
  }

  private static void federated(ObjectNode user) {
    user.putArray("federatedIdentities")
        .addObject()
        .put("identityProvider", "corp")
        .put("userId", "4711")
        .put("userName", "fred");
  }

  /** A person with a password and rights, for a login through {@code admin-cli}. */
  static Realm person(Realm realm, String name, String... rights) {
    return realm.user(
        name,
        user -> {
          user.put("firstName", "A").put("lastName", "B").put("emailVerified", true);
          user.putArray("credentials").addObject().put("type", "password").put("value", name);
        },
        List.of(rights).stream().map(right -> "realm-management:" + right).toArray(String[]::new));
  }

  static ClientCredentials key(String name) {
    return ClientCredentials.ofUser("admin-cli", null, name, name);
  }
}
