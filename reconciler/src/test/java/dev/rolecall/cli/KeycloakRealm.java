package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.tenant.keycloak.KeycloakServer;
import dev.rolecall.tenant.keycloak.LiveRealm;
import dev.rolecall.tenant.keycloak.Realm;
import dev.rolecall.tenant.keycloak.Request;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A realm with the two service accounts of rolecall, its roles repository, and a hand in it. */
record KeycloakRealm(LiveRealm live, RolesRepo repo) implements AutoCloseable {
  static final String PLAN_SECRET = "pl4n-s3cr3t+/=&%";
  static final String APPLY_SECRET = "4pply-s3cr3t+/=&%";

  /** On the server that all tests share. */
  static KeycloakRealm of(Realm realm, Path directory, String... settings) {
    return on(KeycloakServer.shared(), realm, directory, settings);
  }

  static KeycloakRealm on(KeycloakServer server, Realm realm, Path directory, String... settings) {
    realm
        .serviceAccount("rolecall-plan", PLAN_SECRET, "view-realm", "view-users", "view-clients")
        .serviceAccount(
            "rolecall-apply", APPLY_SECRET, "manage-realm", "manage-users", "manage-clients");
    var live = realm.on(server);
    var repo = RolesRepo.init(directory);
    repo.write("rolecall.yaml", settings(server.url(), live.name(), settings));
    return new KeycloakRealm(live, repo);
  }

  /** One that is to live on in another folder. */
  RolesRepo another(Path directory) {
    var other = RolesRepo.init(directory);
    other.write("rolecall.yaml", repo.read("rolecall.yaml"));
    return other;
  }

  static String settings(URI url, String realm, String... more) {
    var yaml =
        new StringBuilder(
            """
            version: 1
            tenants:
              production:
                provider: keycloak
                url: %s
                realm: %s
                credentials: { client-id: { env: PLAN_CLIENT }, client-secret: { env: PLAN_SECRET } }
                apply-credentials: { client-id: rolecall-apply, client-secret: { env: APPLY_SECRET } }
            """
                .formatted(url, realm));
    for (String line : more) {
      yaml.append("    ").append(line).append('\n');
    }
    return yaml.toString();
  }

  /** As CI has it: the plan by an account that only looks, apply by another. */
  Cli cli() {
    return cli(repo);
  }

  static Cli cli(RolesRepo repo) {
    return as(repo.cli(), "rolecall-plan", PLAN_SECRET).with("APPLY_SECRET", APPLY_SECRET);
  }

  static Cli as(Cli cli, String client, String secret) {
    return cli.with("PLAN_CLIENT", client).with("PLAN_SECRET", secret);
  }

  /** Writes through another address, as of a proxy. */
  void through(URI url) {
    repo.edit("rolecall.yaml", live.server().url().toString(), url.toString());
  }

  // --- by hand, as somebody in the admin console ---

  void grant(String user, String role) {
    live.post(mappings(user), "[" + role(role) + "]");
  }

  void take(String user, String role) {
    live.delete(mappings(user), "[" + role(role) + "]");
  }

  private String mappings(String user) {
    return "/users/" + userId(user) + "/role-mappings/realm";
  }

  String userId(String user) {
    return live.get("/users?exact=true&username=" + encoded(user)).get(0).get("id").asString();
  }

  JsonNode role(String name) {
    return live.get("/roles/" + encoded(name));
  }

  /** Puts one role of the realm into another. */
  void putInto(String role, JsonNode part) {
    live.post("/roles-by-id/" + role(role).get("id").asString() + "/composites", "[" + part + "]");
  }

  JsonNode clientRole(String client, String role) {
    var id = live.get("/clients?clientId=" + encoded(client)).get(0).get("id").asString();
    return live.get("/clients/" + id + "/roles/" + encoded(role));
  }

  void deleteRole(String name) {
    live.delete("/roles/" + encoded(name));
  }

  /** User names of its direct holders, sorted. */
  List<String> holders(String role) {
    return strings(
        live.get("/roles/" + encoded(role) + "/users?briefRepresentation=true&max=20000"),
        "username");
  }

  List<String> groupsWith(String role) {
    return strings(live.get("/roles/" + encoded(role) + "/groups?max=20000"), "path");
  }

  /** Names of the roles of the realm, sorted. */
  List<String> roles() {
    return strings(live.get("/roles"), "name");
  }

  List<String> inside(String role) {
    return strings(live.get("/roles/" + encoded(role) + "/composites"), "name");
  }

  private static List<String> strings(JsonNode list, String field) {
    var found = new ArrayList<String>();
    list.forEach(item -> found.add(item.get(field).asString()));
    found.sort(null);
    return found;
  }

  static String encoded(String text) {
    // Keycloak refuses a path with an encoded tilde.
    return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("%7E", "~");
  }

  // --- what the server saw ---

  int mark() {
    return live.server().mark();
  }

  List<Request> writesSince(int mark) {
    return live.requestsSince(mark).stream().filter(Request::writes).toList();
  }

  @Override
  public void close() {
    repo.close();
    live.close();
  }
}
