package dev.rolecall.access;

import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.TenantFeatures;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A state as changes leave it, whatever their order. Keeps what differs; the rest is looked up in
 * the state before.
 */
final class AfterChanges implements State {
  private final State before;
  private final TenantFeatures features;
  private final Map<Slug, Set<CapabilityId>> edited = new HashMap<>();
  private final Set<Slug> created = new HashSet<>();
  private final Set<Slug> gone = new HashSet<>();
  private final Set<CapabilityId> capabilitiesCreated = new HashSet<>();
  private final Set<CapabilityId> capabilitiesGone = new HashSet<>();
  private final Map<SubjectId, Set<Slug>> joined = new HashMap<>();
  private final Map<SubjectId, Set<Slug>> left = new HashMap<>();

  AfterChanges(State before, Collection<Change> changes, TenantFeatures features) {
    this.before = before;
    this.features = features;
    changes.forEach(this::make);
  }

  private void make(Change change) {
    switch (change) {
      case Change.CapabilityCreated c -> {
        capabilitiesCreated.add(c.after().id());
        features.heldAs(c.after().id()).ifPresent(created::add);
      }
      case Change.CapabilityRemoved c -> {
        capabilitiesGone.add(c.before().id());
        features.heldAs(c.before().id()).ifPresent(gone::add);
      }
      case Change.RoleCreated c -> {
        created.add(c.after().slug());
        edited(c.after().slug()).addAll(c.after().capabilities());
      }
      case Change.RoleCapabilityAdded c -> edited(c.role()).add(c.capability());
      case Change.RoleCapabilityRemoved c -> edited(c.role()).remove(c.capability());
      case Change.RoleRetired c -> gone.add(c.before().slug());
      case Change.AssignmentAdded c -> of(joined, c.subject().identity()).add(c.role());
      case Change.AssignmentRemoved c -> of(left, c.subject().identity()).add(c.role());
      case Change.CapabilityEdited _, Change.RoleTextEdited _ -> {}
    }
  }

  private Set<CapabilityId> edited(Slug role) {
    return edited.computeIfAbsent(role, slug -> new HashSet<>(before.contents(slug)));
  }

  private static Set<Slug> of(Map<SubjectId, Set<Slug>> roles, SubjectId subject) {
    return roles.computeIfAbsent(subject, _ -> new HashSet<>());
  }

  @Override
  public Collection<Slug> roles() {
    var roles = new HashSet<>(before.roles());
    roles.addAll(created);
    roles.removeAll(gone);
    return roles;
  }

  @Override
  public Set<CapabilityId> contents(Slug role) {
    if (gone.contains(role)) {
      return Set.of();
    }
    Set<CapabilityId> mine = edited.get(role);
    return mine == null ? before.contents(role) : mine;
  }

  @Override
  public boolean isGone(Slug role) {
    return gone.contains(role) || (before.isGone(role) && !created.contains(role));
  }

  @Override
  public boolean isGone(CapabilityId capability) {
    return capabilitiesGone.contains(capability)
        || (before.isGone(capability) && !capabilitiesCreated.contains(capability));
  }

  @Override
  public boolean has(CapabilityId capability) {
    return !capabilitiesGone.contains(capability)
        && (capabilitiesCreated.contains(capability) || before.has(capability));
  }

  @Override
  public void holdings(Set<SubjectId> subjects, BiConsumer<SubjectId, Slug> sink) {
    before.holdings(
        subjects,
        (subject, role) -> {
          if (!left.getOrDefault(subject, Set.of()).contains(role)) {
            sink.accept(subject, role);
          }
        });
    for (SubjectId subject : subjects) {
      joined.getOrDefault(subject, Set.of()).forEach(role -> sink.accept(subject, role));
    }
  }
}
