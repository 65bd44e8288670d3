package dev.rolecall.report;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.ChangeText;
import dev.rolecall.plan.BasisKey;

/** A change, or a piece of the tenant, in a clause: {@code add user a@example.com to role x}. */
final class Clauses {
  private Clauses() {}

  static String of(Change change) {
    return ChangeText.clause(change);
  }

  static String of(BasisKey key) {
    return switch (key) {
      case BasisKey.OfRole of -> "definition of role " + of.slug();
      case BasisKey.OfHolders of -> of.kind().plural() + " of role " + of.slug();
      case BasisKey.OfCapability of -> "capability " + of.id();
    };
  }
}
