package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.ClientCredentials;
import dev.rolecall.http.Connection;
import dev.rolecall.http.ErrorCodes;
import dev.rolecall.http.Fence;
import dev.rolecall.http.HttpEnvironment;
import dev.rolecall.http.Login;
import dev.rolecall.http.RequestTarget;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Provider;
import dev.rolecall.model.ProviderKeys;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.tenant.AuditReader;
import dev.rolecall.tenant.TenantDoctor;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.provider.ProviderSpec;
import dev.rolecall.tenant.provider.RemoteTenant;
import dev.rolecall.tenant.provider.TenantReadClient;
import dev.rolecall.tenant.provider.TenantWriteClient;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The way to one realm of a Keycloak. Close it when the command is done. */
public final class Keycloak implements RemoteTenant {
  /** The area of capabilities that are roles of the realm. */
  static final String REALM_AREA = "realm";

  /** The attribute of a role that has its name for people; without it, its own name serves. */
  static final String NAME_ATTRIBUTE = "rolecall.name";

  /** Keycloak answers 500 to a character more in a role's name, description or attribute. */
  private static final int LONGEST = 255;

  static final TenantFeatures FEATURES =
      new TenantFeatures(
          new TreeSet<>(List.of(new Slug("offline_access"), new Slug("uma_authorization"))),
          TenantFeatures.SLUG,
          63,
          LONGEST,
          LONGEST,
          true,
          REALM_AREA,
          new TreeSet<>(List.of("realm-management", "master-realm")),
          new TreeSet<>(),
          new TreeSet<>(List.of(Holdable.capability("realm-management", "realm-admin"))),
          "service-account-");

  public static final ProviderSpec SPEC =
      new ProviderSpec(
          new Provider(
              "keycloak",
              new ProviderKeys(
                  Set.of("login-realm", "realm"), Set.of("clients"), Set.of("realm"), true),
              FEATURES),
          Keycloak::connect);

  private final RealmSettings scope;
  private final Connection connection;

  private Keycloak(TenantSettings settings, HttpEnvironment environment) {
    this.scope = RealmSettings.of(settings);
    this.connection =
        new Connection(
            settings.endpoint().url(), settings.caFile(), environment, ErrorCodes.UNKNOWN);
  }

  /**
   * Sends nothing yet. Options read: {@code realm}, {@code login-realm}, {@code clients}, {@code
   * page-size}, {@code ca-file}.
   *
   * @throws InvalidInputException for settings that cannot work
   */
  static Keycloak connect(TenantSettings settings, HttpEnvironment environment) {
    return new Keycloak(settings, environment);
  }

  /** What it sends later are GETs, the token request and the export. */
  @Override
  public KeycloakReader reader(ClientCredentials credentials) {
    return new KeycloakReader(reading(credentials), scope, credentials.toString());
  }

  /**
   * Logs in, so that credentials that may not write are refused before anything. Takes the ids from
   * what this reader, of the same credentials, read last.
   */
  KeycloakWriter writer(ClientCredentials credentials, KeycloakReader reader, Fence fence)
      throws TenantException {
    @Nullable Rights rights = reader.rights();
    if (rights != null) {
      var missing = rights.missing(Rights.Need.APPLY);
      if (!missing.isEmpty()) {
        throw reader.lacking("write to realm " + scope.realm(), missing);
      }
    }
    var http = new TenantWriteClient(connection.writing(login(credentials), fence));
    return new KeycloakWriter(http, scope, reader);
  }

  /** Whoever may map roles to users may end their sessions too. */
  @Override
  public ReaderAndWriter writing(ClientCredentials credentials, Fence fence, boolean endsSessions)
      throws TenantException {
    var reader = reader(credentials);
    return new ReaderAndWriter(reader, writer(credentials, reader, fence));
  }

  @Override
  public AuditReader audit(ClientCredentials credentials) {
    var http = reading(credentials);
    return new AdminEvents(http, scope, new KeycloakReader(http, scope, credentials.toString()));
  }

  @Override
  public TenantDoctor doctor(ClientCredentials credentials) {
    return new KeycloakDoctor(reading(credentials), scope, reader(credentials));
  }

  private TenantReadClient reading(ClientCredentials credentials) {
    return new TenantReadClient(connection.reading(login(credentials)));
  }

  private Login login(ClientCredentials credentials) {
    var token =
        RequestTarget.of("realms", scope.loginRealm(), "protocol", "openid-connect", "token");
    return new Login(credentials, token, Set.of(), null);
  }

  /** Requests that left so far, repeats and token requests included, by method. */
  public SortedMap<String, Long> requests() {
    return connection.requests();
  }

  @Override
  public void close() {
    connection.close();
  }
}
