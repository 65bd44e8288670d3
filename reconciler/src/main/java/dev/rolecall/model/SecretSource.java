package dev.rolecall.model;

/** Where a credential comes from; never the secret itself, except for a literal client id. */
public sealed interface SecretSource {
  /** For people: the literal, or where it comes from, never what was found there. */
  default String shown() {
    return switch (this) {
      case Literal literal -> literal.value();
      case Environment variable -> "{ env: %s }".formatted(variable.name());
      case File file -> "{ file: %s }".formatted(file.path());
    };
  }

  /** A literal; the schema allows it for client ids only. */
  record Literal(String value) implements SecretSource {}

  record Environment(String name) implements SecretSource {}

  /**
   * A file that holds the secret.
   *
   * @param path absolute, or relative to the roles repository
   */
  record File(String path) implements SecretSource {}
}
