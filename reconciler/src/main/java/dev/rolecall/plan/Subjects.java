package dev.rolecall.plan;

import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the subjects in question hold directly before all changes and after them. Judging each
 * subject by itself is enough: if no subject holds more in passing, no person does, whatever the
 * groups. A person may then lose something a moment early, never gain it.
 */
final class Subjects {
  private final LiveState live;
  private final Map<Slug, Set<CapabilityId>> after = new HashMap<>();
  private final Map<String, Set<Slug>> rolesBefore = new HashMap<>();
  private final Map<String, Set<Slug>> rolesAfter = new HashMap<>();

  Subjects(LiveState live, Collection<Change> changes, Set<String> inQuestion) {
    this.live = live;
    live.holders()
        .forEach((role, holders) ->
            holders.stream()
                .filter(holder -> inQuestion.contains(holder.id()))
                .forEach(holder -> {
                  roles(rolesBefore, holder.id()).add(role);
                  roles(rolesAfter, holder.id()).add(role);
                }));
    changes.forEach(this::make);
  }

  /** Whether the subject holds the capability directly, over any role, before or after. */
  boolean holdBeforeOrAfter(String subject, CapabilityId capability) {
    return roles(rolesBefore, subject).stream().anyMatch(r -> before(r).contains(capability))
        || roles(rolesAfter, subject).stream().anyMatch(r -> after(r).contains(capability));
  }

  private void make(Change change) {
    switch (change) {
      case Change.RoleCreated c ->
          after.put(c.after().slug(), new HashSet<>(c.after().capabilities()));
      case Change.RoleCapabilityAdded c -> edited(c.role()).add(c.capability());
      case Change.RoleCapabilityRemoved c -> edited(c.role()).remove(c.capability());
      case Change.RoleRetired c -> after.put(c.before().slug(), Set.of());
      case Change.AssignmentAdded c -> roles(rolesAfter, c.subject().id()).add(c.role());
      case Change.AssignmentRemoved c -> roles(rolesAfter, c.subject().id()).remove(c.role());
      case Change.CapabilityCreated _,
          Change.CapabilityEdited _,
          Change.CapabilityRemoved _,
          Change.RoleTextEdited _ -> {}
    }
  }

  private Set<CapabilityId> edited(Slug role) {
    return after.computeIfAbsent(role, slug -> new HashSet<>(before(slug)));
  }

  private Set<CapabilityId> before(Slug role) {
    var found = live.roles().get(role);
    return found == null ? Set.of() : found.definition().capabilities();
  }

  private Set<CapabilityId> after(Slug role) {
    return after.getOrDefault(role, before(role));
  }

  private static Set<Slug> roles(Map<String, Set<Slug>> roles, String subject) {
    return roles.computeIfAbsent(subject, _ -> new HashSet<>());
  }
}
