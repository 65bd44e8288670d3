package dev.rolecall.tenant.api;

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

/** The way to one tenant of {@code provider: tenant-api}. Close it when the command is done. */
public final class TenantApi implements RemoteTenant {
  private static final TenantFeatures FEATURES =
      new TenantFeatures(
          new TreeSet<>(
              List.of(
                  new Slug("owner"),
                  new Slug("administrator"),
                  new Slug("operator"),
                  new Slug("viewer"))),
          TenantFeatures.SLUG,
          63,
          200,
          1000,
          false,
          null,
          new TreeSet<>(
              List.of(
                  "applications:rotate-secret",
                  "audit:configure-streaming",
                  "authentication:configure-policy",
                  "authentication:edit-actions",
                  "authentication:edit-flows",
                  "authentication:manage-federation",
                  "members:change-roles",
                  "mfa",
                  "users:bulk-operations",
                  "users:force-mfa-reset",
                  "users:reset-password")),
          new TreeSet<>(List.of("users:force-mfa-reset", "users:reset-password")),
          new TreeSet<>(List.of(Holdable.role("owner"))),
          null);

  public static final ProviderSpec SPEC =
      new ProviderSpec(
          new Provider(
              "tenant-api",
              new ProviderKeys(Set.of("audience"), Set.of(), Set.of(), false),
              FEATURES),
          TenantApi::connect);

  static final Set<String> READ = Set.of("roles:read", "users:read", "groups:read");

  /** Asked for by an undo alone that finds nothing else to go by. */
  static final Set<String> AUDIT = Set.of("audit:read");

  static final Set<String> WRITE = Set.of("roles:write");

  /** Asked for by a run that ends sessions alone: most clients never need it. */
  static final Set<String> WRITE_AND_END_SESSIONS = Set.of("roles:write", "sessions:write");

  private static final ErrorCodes CODES =
      new ErrorCodes(
          Set.of(
              "unknown_role",
              "unknown_capability",
              "unknown_subject",
              "slug_taken",
              "slug_retired",
              "system_role",
              "system_capability",
              "capability_exists",
              "capability_in_use",
              "version_conflict",
              "idempotency_conflict"),
          Set.of("capabilities", "subjects", "roles"));
  private static final RequestTarget TOKEN = RequestTarget.of("oauth2", "token");

  private final TenantSettings settings;
  private final Connection connection;
  private final int pageSize;
  private final int parallelism;

  private TenantApi(TenantSettings settings, HttpEnvironment environment) {
    this.settings = settings;
    this.pageSize = settings.pageSize();
    this.parallelism = environment.parallelism();
    this.connection =
        new Connection(settings.endpoint().url(), settings.caFile(), environment, CODES);
  }

  /**
   * Sends nothing yet. Options read: {@code audience}, {@code ca-file}, {@code page-size}.
   *
   * @throws InvalidInputException for settings that cannot work
   */
  static TenantApi connect(TenantSettings settings, HttpEnvironment environment) {
    return new TenantApi(settings, environment);
  }

  /** What it sends later are GETs, besides the token request. */
  @Override
  public TenantApiReader reader(ClientCredentials credentials) {
    return new TenantApiReader(reading(credentials, READ), pageSize, parallelism);
  }

  /**
   * Logs in and reads the limits, so that a client that may not write is refused before anything.
   */
  TenantApiWriter writer(ClientCredentials credentials, Fence fence, boolean endsSessions)
      throws TenantException {
    Set<String> scopes = endsSessions ? WRITE_AND_END_SESSIONS : WRITE;
    var http = new TenantWriteClient(connection.writing(login(credentials, scopes), fence));
    return new TenantApiWriter(http, http.get(new TenantInfo.Read()).batchSize());
  }

  @Override
  public ReaderAndWriter writing(ClientCredentials credentials, Fence fence, boolean endsSessions)
      throws TenantException {
    return new ReaderAndWriter(reader(credentials), writer(credentials, fence, endsSessions));
  }

  /** By a token of its own: most clients may not, and need not. */
  @Override
  public AuditReader audit(ClientCredentials credentials) {
    return new AuditLog(reading(credentials, AUDIT), pageSize);
  }

  @Override
  public TenantDoctor doctor(ClientCredentials credentials) {
    return new TenantApiDoctor(credentials.toString(), reading(credentials, Set.of()), pageSize);
  }

  private TenantReadClient reading(ClientCredentials credentials, Set<String> scopes) {
    return new TenantReadClient(connection.reading(login(credentials, scopes)));
  }

  private Login login(ClientCredentials credentials, Set<String> scopes) {
    return new Login(credentials, TOKEN, scopes, settings.options().get("audience"));
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
