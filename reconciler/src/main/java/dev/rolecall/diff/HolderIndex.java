package dev.rolecall.diff;

import dev.rolecall.model.Grant;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who holds what in a state, looked up by id; a role is indexed when it is first asked for. Not for
 * several threads.
 */
public final class HolderIndex {
  private final LiveState live;
  private final Map<Slug, Set<SubjectId>> byRole = new HashMap<>();

  public HolderIndex(LiveState live) {
    this.live = live;
  }

  public boolean has(Grant grant) {
    return has(grant.role(), grant.subject());
  }

  public boolean has(Slug role, SubjectId subject) {
    return byRole.computeIfAbsent(role, this::holders).contains(subject);
  }

  private Set<SubjectId> holders(Slug role) {
    return live.holders(role).stream().map(Subject::identity).collect(Collectors.toSet());
  }
}
