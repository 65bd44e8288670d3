package dev.rolecall.reconcile;

import dev.rolecall.model.Credentials;
import dev.rolecall.model.SecretSource;
import dev.rolecall.model.SubjectName;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.model.TenantSettings;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The accounts behind the credentials of a tenant, as far as rolecall.yaml names them. */
final class OwnAccounts {
  private OwnAccounts() {}

  /** Of both credentials; of a name that comes from the environment or a file, nothing. */
  static Set<SubjectName> of(TenantSettings settings) {
    TenantFeatures features = settings.endpoint().provider().features();
    var own = new HashSet<SubjectName>();
    name(settings.credentials(), features).ifPresent(own::add);
    if (settings.applyCredentials() != null) {
      name(settings.applyCredentials(), features).ifPresent(own::add);
    }
    return own;
  }

  private static Optional<SubjectName> name(Credentials credentials, TenantFeatures features) {
    if (credentials.user() != null) {
      return literal(credentials.user().name()).map(SubjectName::user).map(SubjectName::folded);
    }
    String prefix = features.programAccount();
    return prefix == null
        ? Optional.empty()
        : literal(credentials.clientId()).map(client -> SubjectName.user(prefix + client).folded());
  }

  private static Optional<String> literal(SecretSource source) {
    return source instanceof SecretSource.Literal(String value)
        ? Optional.of(value)
        : Optional.empty();
  }
}
