package dev.rolecall.tenant.keycloak;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a realm is to hold, in few words; {@link #on} makes it. A role is named {@code cs-lead}, a
 * client's {@code client:role}; groups by path, their parents come with them.
 */
public final class Realm {
  private static final JsonMapper JSON = new JsonMapper();
  private static final AtomicInteger FRESH = new AtomicInteger();

  private final ObjectNode realm = JSON.createObjectNode();
  private final Set<String> clients =
      new TreeSet<>(Set.of("realm-management", "account", "broker"));

  private Realm(String name) {
    realm.put("realm", name).put("enabled", true);
    Keys.give(realm);
  }

  /** A name that no other test of this JVM has. */
  public static Realm fresh() {
    return new Realm("test-" + FRESH.incrementAndGet());
  }

  public static Realm named(String name) {
    return new Realm(name);
  }

  public String name() {
    return realm.get("realm").asString();
  }

  /** A realm role that contains the others. */
  public Realm role(String name, String... composites) {
    return role(name, _ -> {}, composites);
  }

  /** {@code more} sees its representation: description, {@link #attribute attributes}. */
  public Realm role(String name, Consumer<ObjectNode> more, String... composites) {
    var role = realm.withObject("/roles").withArrayProperty("realm").addObject().put("name", name);
    if (composites.length > 0) {
      role.put("composite", true);
      grant(role.putObject("composites"), "realm", "client", composites);
    }
    more.accept(role);
    return this;
  }

  /** An attribute of a role, group or user. */
  public static void attribute(ObjectNode thing, String key, String... values) {
    var list = thing.withObjectProperty("attributes").putArray(key);
    List.of(values).forEach(list::add);
  }

  /** A client with roles of its own; declare it before what refers to them. */
  public Realm client(String id, String... roles) {
    clients.add(id);
    realm.withArrayProperty("clients").addObject().put("clientId", id);
    var list = realm.withObject("/roles").withObjectProperty("client").putArray(id);
    for (var role : roles) {
      list.addObject().put("name", role);
    }
    return this;
  }

  public Realm group(String path, String... roles) {
    return group(path, _ -> {}, roles);
  }

  public Realm group(String path, Consumer<ObjectNode> more, String... roles) {
    var children = realm.withArrayProperty("groups");
    ObjectNode group = realm;
    for (var name : path.substring(1).split("/", -1)) {
      group = child(children, name);
      children = group.withArrayProperty("subGroups");
    }
    grant(group, "realmRoles", "clientRoles", roles);
    more.accept(group);
    return this;
  }

  private static ObjectNode child(ArrayNode groups, String name) {
    for (var group : groups) {
      if (group.get("name").asString().equals(name)) {
        return (ObjectNode) group;
      }
    }
    return groups.addObject().put("name", name);
  }

  /** A user with direct roles; the e-mail is {@code NAME@example.com}. */
  public Realm user(String name, String... roles) {
    return user(name, _ -> {}, roles);
  }

  /**
   * {@code more} sees its representation, as for {@code user.putArray("groups").add("/support")}.
   */
  public Realm user(String name, Consumer<ObjectNode> more, String... roles) {
    var user = realm.withArrayProperty("users").addObject();
    user.put("username", name).put("enabled", true).put("email", name + "@example.com");
    grant(user, "realmRoles", "clientRoles", roles);
    more.accept(user);
    return this;
  }

  /** A confidential client whose service account has these rights of realm-management. */
  public Realm serviceAccount(String id, String secret, String... rights) {
    clients.add(id);
    realm
        .withArrayProperty("clients")
        .addObject()
        .put("clientId", id)
        .put("secret", secret)
        .put("publicClient", false)
        .put("standardFlowEnabled", false)
        .put("serviceAccountsEnabled", true);
    var user = realm.withArrayProperty("users").addObject();
    user.put("username", "service-account-" + id)
        .put("enabled", true)
        .put("serviceAccountClientId", id);
    for (var right : rights) {
      grant(user, "realmRoles", "clientRoles", "realm-management:" + right);
    }
    return this;
  }

  /** Everything else: {@code with(it -> it.put("accessTokenLifespan", 5))}. */
  public Realm with(Consumer<ObjectNode> more) {
    more.accept(realm);
    return this;
  }

  private void grant(ObjectNode to, String realmKey, String clientKey, String... roles) {
    for (var role : roles) {
      // The longest: a client id may have colons.
      var client =
          clients.stream()
              .filter(it -> role.startsWith(it + ":"))
              .max(Comparator.comparingInt(String::length));
      if (client.isPresent()) {
        to.withObjectProperty(clientKey)
            .withArrayProperty(client.get())
            .add(role.substring(client.get().length() + 1));
      } else {
        to.withArrayProperty(realmKey).add(role);
      }
    }
  }

  /** The representation that Keycloak imports. */
  public String json() {
    return realm.toString();
  }

  /** Makes it, in one request. */
  public LiveRealm on(KeycloakServer server) {
    server.admin().createRealm(json());
    return new LiveRealm(server, name());
  }
}
