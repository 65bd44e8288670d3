package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.ClientCredentials;
import dev.rolecall.http.FakeTime;
import dev.rolecall.http.Fence;
import dev.rolecall.http.HttpEnvironment;
import dev.rolecall.http.PointedFiles;
import dev.rolecall.http.Trace;
import dev.rolecall.model.Credentials;
import dev.rolecall.model.Guards;
import dev.rolecall.model.SecretSource;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.tenant.TenantException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The adapter to a realm of a server, its waits free of cost; and the accounts that use it. */
record Connected(Keycloak keycloak, FakeTime time) implements AutoCloseable {
  static final String[] LOOK = {"view-realm", "view-users", "view-clients"};
  static final String[] MANAGE = {"manage-realm", "manage-users", "manage-clients"};

  static final String PLAN_SECRET = "plan-secret";
  static final String APPLY_SECRET = "apply-secret";

  /** May look at everything. */
  static final ClientCredentials PLAN = new ClientCredentials("rolecall-plan", PLAN_SECRET);

  /** May do everything that rolecall does. */
  static final ClientCredentials APPLY = new ClientCredentials("rolecall-apply", APPLY_SECRET);

  /** A realm with both accounts. */
  static Realm realm() {
    return accounts(Realm.fresh());
  }

  static Realm accounts(Realm realm) {
    return realm
        .serviceAccount("rolecall-plan", PLAN_SECRET, LOOK)
        .serviceAccount("rolecall-apply", APPLY_SECRET, MANAGE);
  }

  static Connected to(LiveRealm realm, Map<String, String> options) {
    return to(realm.server().url(), realm.name(), options);
  }

  static Connected to(LiveRealm realm) {
    return to(realm, Map.of());
  }

  static Connected to(URI url, String realm, Map<String, String> options) {
    var all = new TreeMap<>(options);
    all.put("realm", realm);
    var time = new FakeTime();
    var at = SourceRef.wholeFile("rolecall.yaml");
    var settings =
        new TenantSettings(
            "test",
            new TenantSettings.Endpoint(Keycloak.SPEC.provider(), url, at),
            new Credentials(
                new SecretSource.Literal("rolecall"),
                new SecretSource.Environment("SECRET"),
                null,
                SourceRef.wholeFile("rolecall.yaml")),
            null,
            List.of(),
            all,
            Guards.none());
    var environment =
        new HttpEnvironment(
            Map.of(), PointedFiles.below(Path.of("")), time.timing(), 8, Trace.none());
    return new Connected(Keycloak.connect(settings, environment), time);
  }

  KeycloakReader reader() {
    return keycloak.reader(PLAN);
  }

  /** One that reads with the rights to write too. */
  KeycloakReader fullReader() {
    return keycloak.reader(APPLY);
  }

  KeycloakWriter writer() throws TenantException {
    return keycloak.writer(APPLY, fullReader(), Fence.none());
  }

  @Override
  public void close() {
    keycloak.close();
  }
}
