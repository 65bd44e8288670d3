package dev.rolecall.plan;

import java.util.Locale;

/**
 * The order of a run: one level ends before the next begins, and inside a level steps run in
 * parallel, save those that wait for one another. Adding first means that nobody is locked out
 * half-way; {@link #REMOVE_FIRST} holds the few removals without which somebody would hold in
 * passing what they hold neither before nor after, or both sides of a policy. A grant that waits
 * for a removal which itself waits for another grant stands where that removal stands.
 */
public enum Level {
  CREATE_CAPABILITIES,
  CREATE_ROLES,
  REMOVE_FIRST,
  ADD_CAPABILITIES,
  EDIT_TEXTS,
  ADD_ASSIGNMENTS,
  REMOVE_ASSIGNMENTS,
  REMOVE_CAPABILITIES_FROM_ROLES,
  RETIRE_ROLES,
  REMOVE_CAPABILITIES;

  /** Whether what usually stands here takes something away. */
  boolean takes() {
    return switch (this) {
      case REMOVE_FIRST,
          REMOVE_ASSIGNMENTS,
          REMOVE_CAPABILITIES_FROM_ROLES,
          RETIRE_ROLES,
          REMOVE_CAPABILITIES ->
          true;
      case CREATE_CAPABILITIES, CREATE_ROLES, ADD_CAPABILITIES, EDIT_TEXTS, ADD_ASSIGNMENTS ->
          false;
    };
  }

  /** The word in a plan file, for example {@code create-roles}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
