package dev.rolecall.cli;

import dev.rolecall.apply.Applier;
import dev.rolecall.apply.RunLog;
import dev.rolecall.model.Credentials;
import dev.rolecall.model.Secret;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import dev.rolecall.tenant.api.TenantApi;
import dev.rolecall.tenant.http.ClientKey;
import dev.rolecall.tenant.http.Outside;
import dev.rolecall.tenant.http.Pause;
import dev.rolecall.tenant.http.Trace;
import java.security.SecureRandom;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way to one tenant. The only class of the command line that has a {@link TenantWriter} in
 * hand, and it only passes it to the {@link Applier}.
 */
final class TenantDoor implements AutoCloseable {
  private final TenantSettings settings;
  private final Secrets secrets;
  private final TenantApi api;

  private TenantDoor(TenantSettings settings, Secrets secrets, TenantApi api) {
    this.settings = settings;
    this.secrets = secrets;
    this.api = api;
  }

  static TenantDoor open(
      TenantSettings settings, Workspace workspace, Surroundings surroundings, Requests requests) {
    var outside =
        new Outside(
            surroundings.environment(),
            workspace.directory(),
            new Outside.Timing(surroundings.clock(), Pause.real(), new SecureRandom()),
            requests.parallelism(),
            requests.trace());
    var secrets = new Secrets(surroundings.environment(), workspace.directory());
    return switch (settings.endpoint().provider()) {
      case TENANT_API -> new TenantDoor(settings, secrets, TenantApi.connect(settings, outside));
      case KEYCLOAK ->
          throw Providers.notYet(settings.endpoint().provider(), settings.endpoint().at());
    };
  }

  /** How requests are sent, and who is told of them. */
  record Requests(int parallelism, Trace trace) {}

  TenantReader reader() {
    return api.reader(key(settings.credentials()));
  }

  Applier applier(int parallelism, RunLog log) throws TenantException {
    ClientKey key =
        key(Objects.requireNonNullElse(settings.applyCredentials(), settings.credentials()));
    return new Applier(api.reader(key), api.writer(key), parallelism, log);
  }

  private ClientKey key(Credentials credentials) {
    String id = secrets.resolve(credentials.clientId());
    @Nullable Secret own = credentials.clientSecret();
    @Nullable String secret = own == null ? null : secrets.resolve(own);
    Credentials.@Nullable User user = credentials.user();
    return user == null
        ? new ClientKey(id, Objects.requireNonNull(secret, "a client has a secret"))
        : ClientKey.ofUser(
            id, secret, secrets.resolve(user.name()), secrets.resolve(user.password()));
  }

  @Override
  public void close() {
    api.close();
  }
}
