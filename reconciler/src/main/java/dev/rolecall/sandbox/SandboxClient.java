package dev.rolecall.sandbox;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An application that may get tokens from the sandbox. Its secret guards test data only; never give
 * it one that opens anything else.
 */
public record SandboxClient(String id, String secret, SortedSet<String> scopes) {
  /** Every scope of the contract. */
  public static final SortedSet<String> ALL_SCOPES =
      Collections.unmodifiableSortedSet(
          new TreeSet<>(
              List.of(
                  "audit:read",
                  "groups:read",
                  "roles:read",
                  "roles:write",
                  "sessions:read",
                  "sessions:write",
                  "users:read",
                  "users:write")));

  /** The client of a sandbox that names none: {@code rolecall}, secret {@code sandbox}. */
  public static final SandboxClient DEFAULT = new SandboxClient("rolecall", "sandbox", ALL_SCOPES);

  public SandboxClient {
    scopes = Collections.unmodifiableSortedSet(new TreeSet<>(scopes));
  }

  /**
   * Reads {@code ID=SECRET[:scope,...]}; without scopes it has all of them. Only what follows the
   * first colon of the secret is scopes, so a secret holds no colon.
   *
   * @throws InvalidInputException when the text has another form or names an unknown scope
   */
  public static SandboxClient parse(String text) {
    int equals = text.indexOf('=');
    int colon = text.indexOf(':', equals + 1);
    String id = equals < 0 ? "" : text.substring(0, equals);
    String secret = equals < 0 ? "" : text.substring(equals + 1, colon < 0 ? text.length() : colon);
    if (id.isEmpty() || secret.isEmpty()) {
      throw invalid("A client is written ID=SECRET or ID=SECRET:scope,scope.");
    }
    if (colon < 0) {
      return new SandboxClient(id, secret, ALL_SCOPES);
    }
    var scopes = new TreeSet<>(List.of(text.substring(colon + 1).split(",", -1)));
    for (String scope : scopes) {
      if (!ALL_SCOPES.contains(scope)) {
        throw invalid(
            "Client "
                + id
                + ": there is no scope \""
                + scope
                + "\"; the scopes are "
                + String.join(", ", ALL_SCOPES)
                + ".");
      }
    }
    return new SandboxClient(id, secret, scopes);
  }

  private static InvalidInputException invalid(String message) {
    return new InvalidInputException(Problem.error(RuleId.BAD_VALUE, null, message));
  }

  @Override
  public String toString() {
    return "SandboxClient[" + id + ", " + scopes + "]";
  }
}
