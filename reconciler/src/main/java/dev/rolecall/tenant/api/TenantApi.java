package dev.rolecall.tenant.api;

import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.tenant.TenantDoctor;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.http.ClientKey;
import dev.rolecall.tenant.http.Connection;
import dev.rolecall.tenant.http.Login;
import dev.rolecall.tenant.http.Outside;
import dev.rolecall.tenant.http.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** The way to one tenant of {@code provider: tenant-api}. Close it when the command is done. */
public final class TenantApi implements AutoCloseable {
  /** What is known of these tenants without a login. */
  public static final TenantFeatures FEATURES =
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
          null);

  static final Set<String> READ = Set.of("roles:read", "users:read", "groups:read");
  static final Set<String> WRITE = Set.of("roles:write");
  private static final Target TOKEN = Target.of("oauth2", "token");

  private final TenantSettings settings;
  private final Connection connection;
  private final int pageSize;
  private final int parallelism;

  private TenantApi(TenantSettings settings, Outside outside) {
    var options = settings.options();
    String caFile = options.get("ca-file");
    this.settings = settings;
    this.pageSize = pageSize(options);
    this.parallelism = outside.parallelism();
    this.connection =
        new Connection(settings.endpoint().url(), caFile == null ? null : Path.of(caFile), outside);
  }

  /**
   * Sends nothing yet. Options read: {@code audience}, {@code ca-file}, {@code page-size}.
   *
   * @throws InvalidInputException for settings that cannot work
   */
  public static TenantApi connect(TenantSettings settings, Outside outside) {
    return new TenantApi(settings, outside);
  }

  private static int pageSize(SortedMap<String, String> options) {
    String text = options.getOrDefault("page-size", "1000");
    if (!text.matches("[1-9]\\d{0,5}")) {
      throw new InvalidInputException(
          Problem.error(RuleId.BAD_VALUE, null, "page-size is not a number from 1 to 999999."));
    }
    return Integer.parseInt(text);
  }

  /** Sends nothing yet. What it sends later are GETs, besides the token request. */
  public TenantApiReader reader(ClientKey key) {
    return new TenantApiReader(connection.reading(login(key, READ)), pageSize, parallelism);
  }

  /**
   * Logs in and reads the limits, so that a client that may not write is refused before anything.
   */
  public TenantApiWriter writer(ClientKey key) throws TenantException {
    var http = connection.writing(login(key, WRITE));
    return new TenantApiWriter(http, http.get(new TenantInfo.Read()).batchSize());
  }

  /** What these credentials may do. Sends nothing yet. */
  public TenantDoctor doctor(ClientKey key) {
    return new TenantApiDoctor(key.toString(), connection.reading(login(key, Set.of())), pageSize);
  }

  private Login login(ClientKey key, Set<String> scopes) {
    return new Login(key, TOKEN, scopes, settings.options().get("audience"));
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
