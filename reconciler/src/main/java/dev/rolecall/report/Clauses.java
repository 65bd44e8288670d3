package dev.rolecall.report;

import dev.rolecall.diff.Change;
import dev.rolecall.plan.BasisKey;

/** A change, or a piece of the tenant, in a clause: {@code add user a@example.com to role x}. */
final class Clauses {
  private Clauses() {}

  static String of(Change change) {
    return switch (change) {
      case Change.CapabilityCreated c -> "create capability " + c.after().id();
      case Change.CapabilityEdited c -> "edit capability " + c.after().id();
      case Change.CapabilityRemoved c -> "remove capability " + c.before().id();
      case Change.RoleCreated c -> "create role " + c.after().slug();
      case Change.RoleRetired c -> "retire role " + c.before().slug();
      case Change.RoleTextEdited c ->
          switch (c.text()) {
            case NAME -> "edit name of role " + c.role();
            case DESCRIPTION -> "edit description of role " + c.role();
          };
      case Change.RoleCapabilityAdded c -> "add " + c.capability() + " to role " + c.role();
      case Change.RoleCapabilityRemoved c -> "remove " + c.capability() + " from role " + c.role();
      case Change.AssignmentAdded c -> "add " + c.subject() + " to role " + c.role();
      case Change.AssignmentRemoved c -> "remove " + c.subject() + " from role " + c.role();
    };
  }

  static String of(BasisKey key) {
    return switch (key) {
      case BasisKey.OfRole of -> "definition of role " + of.slug();
      case BasisKey.OfHolders of -> of.kind().plural() + " of role " + of.slug();
      case BasisKey.OfCapability of -> "capability " + of.id();
    };
  }
}
