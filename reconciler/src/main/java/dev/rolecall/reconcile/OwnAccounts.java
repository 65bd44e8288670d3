package dev.rolecall.reconcile;

import dev.rolecall.model.Credentials;
import dev.rolecall.model.OwnAccount;
import dev.rolecall.model.SecretSource;
import dev.rolecall.model.SubjectName;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.model.TokenSubject;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The accounts behind the credentials of a tenant. */
public final class OwnAccounts {
  private OwnAccounts() {}

  /**
   * Of both credentials, as rolecall.yaml names them, and of the token that this reader works with;
   * of a name that is not in the environment or file that it comes from, nothing. No secret is
   * looked at.
   *
   * @throws TenantException when the reader has no token and gets none
   */
  public static List<OwnAccount> of(
      TenantSettings settings,
      RolesRepository repository,
      Environment environment,
      TenantReader reader)
      throws TenantException {
    var secrets = new Secrets(environment.variables(), repository.pointedFiles());
    TenantFeatures features = settings.endpoint().provider().features();
    var own = new ArrayList<OwnAccount>();
    named(settings.credentials(), features, secrets).ifPresent(own::add);
    if (settings.applyCredentials() != null) {
      named(settings.applyCredentials(), features, secrets).ifPresent(own::add);
    }
    own.add(ofToken(reader.subject(), settings.credentials(), features));
    return own;
  }

  private static Optional<OwnAccount> named(
      Credentials credentials, TenantFeatures features, Secrets secrets) {
    String prefix = features.programAccount();
    if (credentials.user() == null && prefix == null) {
      return Optional.empty();
    }
    try {
      String name = secrets.resolve(name(credentials));
      return Optional.of(
          account(null, credentials.user() == null ? prefix + name : name, credentials));
    } catch (InvalidInputException e) {
      return Optional.empty(); // the plan has no need of the credentials of apply
    }
  }

  /** Of these credentials, as their token says. */
  static OwnAccount ofToken(TokenSubject token, Credentials credentials, TenantFeatures features) {
    @Nullable String prefix = features.programAccount();
    @Nullable String name =
        token.user() != null
            ? token.user()
            : token.client() != null && prefix != null ? prefix + token.client() : null;
    return account(token.id(), name, credentials);
  }

  private static OwnAccount account(
      @Nullable String id, @Nullable String name, Credentials credentials) {
    var names = new TreeSet<SubjectName>();
    if (name != null) {
      names.add(SubjectName.user(name).folded());
    }
    SecretSource source = name(credentials);
    return new OwnAccount(
        id, names, source instanceof SecretSource.Literal ? null : source.shown());
  }

  private static SecretSource name(Credentials credentials) {
    return credentials.user() == null ? credentials.clientId() : credentials.user().name();
  }
}
