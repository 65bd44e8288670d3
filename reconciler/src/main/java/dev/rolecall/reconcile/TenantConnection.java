package dev.rolecall.reconcile;

import dev.rolecall.apply.Applier;
import dev.rolecall.apply.RunListener;
import dev.rolecall.http.ClientCredentials;
import dev.rolecall.http.HttpEnvironment;
import dev.rolecall.http.PointedFiles;
import dev.rolecall.http.Sleeper;
import dev.rolecall.http.Trace;
import dev.rolecall.model.Credentials;
import dev.rolecall.model.OwnAccount;
import dev.rolecall.model.SecretSource;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.model.TokenSubject;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.tenant.AuditReader;
import dev.rolecall.tenant.TenantDoctor;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import dev.rolecall.tenant.provider.RemoteTenant;
import java.security.SecureRandom;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way to one tenant. The only class of the use cases that has a {@link TenantWriter} in hand,
 * and it only passes it to the {@link Applier}.
 */
public final class TenantConnection implements AutoCloseable {
  private final TenantSettings settings;
  private final Secrets secrets;
  private final RemoteTenant tenant;

  private TenantConnection(TenantSettings settings, Secrets secrets, RemoteTenant tenant) {
    this.settings = settings;
    this.secrets = secrets;
    this.tenant = tenant;
  }

  /**
   * Connects; nothing is sent yet.
   *
   * @throws InvalidInputException for settings that cannot work
   */
  public static TenantConnection open(
      TenantSettings settings,
      RolesRepository repository,
      Environment environment,
      Requests requests) {
    PointedFiles files = repository.pointedFiles();
    var http =
        new HttpEnvironment(
            environment.variables(),
            files,
            new HttpEnvironment.Timing(environment.clock(), Sleeper.real(), new SecureRandom()),
            requests.parallelism(),
            requests.trace());
    var secrets = new Secrets(environment.variables(), files);
    var provider = Providers.spec(settings.endpoint().provider());
    return new TenantConnection(settings, secrets, provider.opener().open(settings, http));
  }

  /** How requests are sent, and who is told of them. */
  public record Requests(int parallelism, Trace trace) {}

  /**
   * What only looks, with the credentials that plan uses.
   *
   * @throws InvalidInputException for a missing secret
   */
  public TenantReader reader() {
    return tenant.reader(login(settings.credentials()));
  }

  /**
   * What reads the tenant's own log of changes, with the credentials that plan uses.
   *
   * @throws InvalidInputException for a missing secret
   */
  AuditReader audit() {
    return tenant.audit(login(settings.credentials()));
  }

  /**
   * Whose the credentials are that runs write with.
   *
   * @throws InvalidInputException for a missing secret
   */
  TokenSubject writes() throws TenantException {
    return tenant.reader(login(writing())).subject();
  }

  private Credentials writing() {
    return Objects.requireNonNullElse(settings.applyCredentials(), settings.credentials());
  }

  /**
   * What tells the rights of these credentials.
   *
   * @throws InvalidInputException for a missing secret
   */
  public TenantDoctor doctor(Credentials credentials) {
    return tenant.doctor(login(credentials));
  }

  /** What writes, and the account that it writes with. */
  record Writing(Applier applier, OwnAccount account) {}

  /**
   * One whose writes are sent only while this run may send them: none before it has begun.
   *
   * @param endsSessions whether it is to log people out
   */
  Writing writing(int parallelism, RunListener listener, RunInProgress run, boolean endsSessions)
      throws TenantException {
    Credentials credentials = writing();
    var both = tenant.writing(login(credentials), run, endsSessions);
    return new Writing(
        new Applier(both.reader(), both.writer(), parallelism, listener, run),
        OwnAccounts.ofToken(
            both.reader().subject(), credentials, settings.endpoint().provider().features()));
  }

  private ClientCredentials login(Credentials credentials) {
    String id = secrets.resolve(credentials.clientId());
    @Nullable SecretSource own = credentials.clientSecret();
    @Nullable String secret = own == null ? null : secrets.resolve(own);
    Credentials.@Nullable User user = credentials.user();
    String client = credentials.clientId().shown();
    if (user == null) {
      return new ClientCredentials(id, Objects.requireNonNull(secret, "a client has a secret"))
          .shownAs(client, "", origin("secret", own, credentials));
    }
    return ClientCredentials.ofUser(
            id, secret, secrets.resolve(user.name()), secrets.resolve(user.password()))
        .shownAs(client, user.name().shown(), origin("password", user.password(), credentials));
  }

  private static String origin(
      String what, @Nullable SecretSource secret, Credentials credentials) {
    return secret == null
        ? ""
        : "the %s is taken from %s, see %s".formatted(what, secret.shown(), credentials.at());
  }

  @Override
  public void close() {
    tenant.close();
  }
}
