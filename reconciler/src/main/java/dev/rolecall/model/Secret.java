package dev.rolecall.model;

/** Where a credential comes from; never the secret itself, except for a literal client id. */
public sealed interface Secret {
  /** A literal; the schema allows it for client ids only. */
  record Literal(String value) implements Secret {}

  record Environment(String name) implements Secret {}

  /**
   * A file that holds the secret.
   *
   * @param path absolute, or relative to the roles repository
   */
  record File(String path) implements Secret {}
}
