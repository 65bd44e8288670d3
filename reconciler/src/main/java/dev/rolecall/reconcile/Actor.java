package dev.rolecall.reconcile;

import java.util.Map;

/** Who runs rolecall, for people; anybody can claim to be anybody. */
final class Actor {
  private Actor() {}

  /** The CI's user, or else who is logged in, at the host where that is known. */
  static String of(Map<String, String> variables) {
    String user = "somebody";
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
