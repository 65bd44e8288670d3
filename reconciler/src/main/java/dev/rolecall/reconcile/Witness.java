package dev.rolecall.reconcile;

import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import java.util.Set;

/** Somebody to ask, beside the record, whether what an undo gives back was there. */
interface Witness {
  /** Whether the subject held the role. */
  boolean held(Slug role, Subject subject);

  /** Whether the role had the capability. */
  boolean bundled(Slug role, CapabilityId capability);

  /** Whether there was a role with all of these. */
  boolean defined(Slug role, Set<CapabilityId> capabilities);

  /**
   * Whether it tells of what a change gives back; what gives nothing to anybody needs nobody to
   * have said so.
   *
   * @param was the role under its former slug, where it comes back under another
   */
  default boolean confirms(Change back, Slug was) {
    return switch (back) {
      case Change.AssignmentAdded added -> held(was, added.subject());
      case Change.RoleCapabilityAdded added -> bundled(was, added.capability());
      case Change.RoleCreated made -> defined(was, made.after().capabilities());
      case Change.CapabilityCreated _,
          Change.CapabilityEdited _,
          Change.CapabilityRemoved _,
          Change.RoleTextEdited _,
          Change.RoleCapabilityRemoved _,
          Change.RoleRetired _,
          Change.AssignmentRemoved _ ->
          true;
    };
  }
}
