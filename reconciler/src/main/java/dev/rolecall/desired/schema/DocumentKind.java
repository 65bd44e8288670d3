package dev.rolecall.desired.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of document, and the schema of each. */
enum DocumentKind {
  ROLE("Role", "role"),
  ASSIGNMENT("Assignment", "assignment"),
  CAPABILITY("Capability", "capability"),
  RETIRED_ROLE("RetiredRole", "retired-role"),
  RETIRED_CAPABILITY("RetiredCapability", "retired-capability"),
  CATALOGUE("Catalogue", "catalogue"),
  APPROVAL("Approval", "approval"),
  POLICY("Policy", "policy");

  private final String word;
  private final String schema;

  DocumentKind(String word, String schema) {
    this.word = word;
    this.schema = schema;
  }

  String schema() {
    return schema;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(kind -> kind.word).toList();
  }

  static Optional<DocumentKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
