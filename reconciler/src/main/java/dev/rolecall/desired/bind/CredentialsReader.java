package dev.rolecall.desired.bind;

import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.ScalarNode;
import dev.rolecall.model.Credentials;
import dev.rolecall.model.Provider;
import dev.rolecall.model.SecretSource;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the credentials of one tenant come from; exactly one form of them must be complete. */
final class CredentialsReader {
  private final @Nullable Provider provider;
  private final List<Problem> problems;

  /**
   * @param provider null when it is not known, so that its own rules are left out
   */
  CredentialsReader(@Nullable Provider provider, List<Problem> problems) {
    this.provider = provider;
    this.problems = problems;
  }

  /** The credentials under this key; null when they are absent or not complete. */
  @Nullable Credentials read(MapNode tenant, String key) {
    MapNode.Entry entry = tenant.entry(key);
    if (entry == null || !(entry.value() instanceof MapNode map)) {
      return null;
    }
    SourceRef at = entry.key().at();
    if (!check(map, key)) {
      return null;
    }
    SecretSource id = secret(map, "client-id");
    SecretSource secret = secret(map, "client-secret");
    SecretSource name = secret(map, "username");
    SecretSource password = secret(map, "password");
    if (id == null) {
      return null;
    }
    if (name != null && password != null) {
      return new Credentials(id, secret, new Credentials.User(name, password), at);
    }
    return secret == null ? null : new Credentials(id, secret, null, at);
  }

  private boolean check(MapNode map, String key) {
    boolean name = map.get("username") != null;
    boolean password = map.get("password") != null;
    if (provider != null && !provider.keys().userLogin() && (name || password)) {
      for (String foreign : List.of("username", "password")) {
        MapNode.Entry entry = map.entry(foreign);
        if (entry != null) {
          problems.add(
              Problem.error(
                      RuleId.UNKNOWN_KEY,
                      entry.key().at(),
                      "%s of a tenant with provider: %s has no key %s."
                          .formatted(key, provider.word(), foreign))
                  .advising("Use client-id and client-secret."));
        }
      }
      return false;
    }
    if (name != password) {
      return lacks(map, key, name ? "password" : "username");
    }
    return name || map.get("client-secret") != null || lacks(map, key, "client-secret");
  }

  private boolean lacks(MapNode map, String key, String missing) {
    String message = "%s lacks the key %s.".formatted(key, missing);
    var problem = Problem.error(RuleId.MISSING_KEY, map.at(), message);
    boolean user =
        provider != null && provider.keys().userLogin() && missing.equals("client-secret");
    problems.add(user ? problem.advising("Add it, or username and password.") : problem);
    return false;
  }

  private @Nullable SecretSource secret(MapNode map, String key) {
    return switch (map.get(key)) {
      case ScalarNode literal -> new SecretSource.Literal(literal.text());
      case MapNode source -> {
        String file = source.text("file");
        if (file != null) {
          SettingsReader.insideOrAbsolute(
              file, DocumentReader.place(source, "file"), key, problems);
          yield new SecretSource.File(file);
        }
        String variable = source.text("env");
        yield variable == null ? null : new SecretSource.Environment(variable);
      }
      case null, default -> null;
    };
  }
}
