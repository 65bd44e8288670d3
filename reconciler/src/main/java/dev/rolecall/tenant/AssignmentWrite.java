package dev.rolecall.tenant;

import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;

/** One subject to be made, or no longer be, a direct holder of a role. */
public record AssignmentWrite(Op op, Slug role, Subject subject) {
  /** Finishes "could not ...": {@code add user anita@example.com to role cs-lead}. */
  public String doing() {
    return switch (op) {
      case ADD -> "add " + subject + " to role " + role;
      case REMOVE -> "remove " + subject + " from role " + role;
    };
  }

  /** Adding a holder that is there and removing one that is not are done, not failures. */
  public enum Op {
    ADD,
    REMOVE
  }
}
