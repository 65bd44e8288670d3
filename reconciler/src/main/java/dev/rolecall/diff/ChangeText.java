package dev.rolecall.diff;

import java.util.Collection;
import java.util.stream.Collectors;

/** A change in a clause: {@code add user a@example.com to role x}. */
public final class ChangeText {
  private ChangeText() {}

  /** The first of them, and how many more there are: {@code a; b; and 3 more}. */
  public static String clauses(Collection<Change> changes, int most) {
    String some =
        changes.stream().limit(most).map(ChangeText::clause).collect(Collectors.joining("; "));
    return changes.size() > most ? "%s; and %d more".formatted(some, changes.size() - most) : some;
  }

  public static String clause(Change change) {
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
}
