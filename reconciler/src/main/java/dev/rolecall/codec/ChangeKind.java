package dev.rolecall.codec;

import java.util.Locale;

/** The kinds of change by the words that JSON has for them. */
public enum ChangeKind {
  CAPABILITY_CREATED,
  CAPABILITY_EDITED,
  CAPABILITY_REMOVED,
  ROLE_CREATED,
  ROLE_TEXT_EDITED,
  ROLE_CAPABILITY_ADDED,
  ROLE_CAPABILITY_REMOVED,
  ROLE_RETIRED,
  ASSIGNMENT_ADDED,
  ASSIGNMENT_REMOVED;

  /** The word of any constant: {@code role-created}. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
