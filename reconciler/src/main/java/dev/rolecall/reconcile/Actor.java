package dev.rolecall.reconcile;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Who runs rolecall, for people; anybody can claim to be anybody. */
final class Actor {
  private Actor() {}

  /** Whoever runs this, in this clone. */
  static String of(Environment environment, RolesRepository repository) throws IOException {
    return of(environment.variables(), repository.userName());
  }

  /**
   * The CI's user, or else who is logged in, at the host where that is known.
   *
   * @param fallback who commits in this clone, if git was told; else nobody can tell
   */
  private static String of(Map<String, String> variables, Optional<String> fallback) {
    String user = fallback.orElse("somebody");
    for (String name : new String[] {"GITHUB_ACTOR", "GITLAB_USER_LOGIN", "USER", "USERNAME"}) {
      if (!variables.getOrDefault(name, "").isBlank()) {
        user = variables.getOrDefault(name, "");
        break;
      }
    }
    String host = variables.getOrDefault("HOSTNAME", variables.getOrDefault("COMPUTERNAME", ""));
    return host.isBlank() ? user : user + "@" + host;
  }
}
