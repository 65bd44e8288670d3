package dev.rolecall.access;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Who holds what directly, and what each role contains directly: a live state, or one to come. */
sealed interface State permits State.Live, AfterChanges {
  /** Every role that there is. */
  Collection<Slug> roles();

  /** What the role contains; nothing when there is no such role. */
  Set<CapabilityId> contents(Slug role);

  /** Whether it was there once and is no longer, so that no role contains it either. */
  boolean isGone(Slug role);

  boolean isGone(CapabilityId capability);

  /** Whether the catalogue has it. */
  boolean has(CapabilityId capability);

  /** Direct holdings of these subjects, in no order. */
  void holdings(Set<SubjectId> subjects, BiConsumer<SubjectId, Slug> sink);

  /** What a tenant was found to be. */
  record Live(LiveState live) implements State {
    @Override
    public Collection<Slug> roles() {
      var roles = new HashSet<>(live.roles().keySet());
      roles.addAll(live.beyond().keySet());
      return roles;
    }

    @Override
    public Set<CapabilityId> contents(Slug role) {
      LiveRole found = live.roles().get(role);
      return found == null
          ? live.beyond().getOrDefault(role, Set.of())
          : found.definition().capabilities();
    }

    @Override
    public boolean isGone(Slug role) {
      return false;
    }

    @Override
    public boolean isGone(CapabilityId capability) {
      return false;
    }

    @Override
    public boolean has(CapabilityId capability) {
      return live.capabilities().containsKey(capability)
          || live.beyond().containsKey(new Slug(capability.toString()));
    }

    @Override
    public void holdings(Set<SubjectId> subjects, BiConsumer<SubjectId, Slug> sink) {
      live.holders().forEach((role, holders) -> pick(role, holders, subjects, sink));
    }

    private static void pick(
        Slug role,
        List<Subject> holders,
        Set<SubjectId> subjects,
        BiConsumer<SubjectId, Slug> sink) {
      for (Subject holder : holders) {
        if (subjects.contains(holder.identity())) {
          sink.accept(holder.identity(), role);
        }
      }
    }
  }
}
