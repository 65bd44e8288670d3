package dev.rolecall.diff;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a change does, in a word. */
public enum ChangeKind {
  ASSIGNMENT_ADDED,
  ASSIGNMENT_REMOVED,
  ROLE_CREATED,
  ROLE_RETIRED,
  ROLE_TEXT_EDITED,
  ROLE_CAPABILITY_ADDED,
  ROLE_CAPABILITY_REMOVED,
  CAPABILITY_CREATED,
  CAPABILITY_EDITED,
  CAPABILITY_REMOVED;

  public static ChangeKind of(Change change) {
    return switch (change) {
      case Change.AssignmentAdded _ -> ASSIGNMENT_ADDED;
      case Change.AssignmentRemoved _ -> ASSIGNMENT_REMOVED;
      case Change.RoleCreated _ -> ROLE_CREATED;
      case Change.RoleRetired _ -> ROLE_RETIRED;
      case Change.RoleTextEdited _ -> ROLE_TEXT_EDITED;
      case Change.RoleCapabilityAdded _ -> ROLE_CAPABILITY_ADDED;
      case Change.RoleCapabilityRemoved _ -> ROLE_CAPABILITY_REMOVED;
      case Change.CapabilityCreated _ -> CAPABILITY_CREATED;
      case Change.CapabilityEdited _ -> CAPABILITY_EDITED;
      case Change.CapabilityRemoved _ -> CAPABILITY_REMOVED;
    };
  }

  /** As custom rules write it, for example {@code assignment-added}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All there are. */
  public static List<String> words() {
    return Arrays.stream(values()).map(ChangeKind::word).toList();
  }
}
