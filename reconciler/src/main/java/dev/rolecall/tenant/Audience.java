package dev.rolecall.tenant;

import dev.rolecall.model.Slug;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whom to find behind a change.
 *
 * @param groups ids of groups whose members are asked for
 * @param roles roles all of whose users are asked for, where the read before left them out
 */
public record Audience(Set<String> groups, Set<Slug> roles) {
  public Audience {
    groups = Collections.unmodifiableSet(new TreeSet<>(groups));
    roles = Collections.unmodifiableSet(new TreeSet<>(roles));
  }

  /** Whether everybody whom the other asks for is asked for here too. */
  public boolean covers(Audience other) {
    return groups.containsAll(other.groups) && roles.containsAll(other.roles);
  }

  /** Whoever either asks for. */
  public Audience and(Audience other) {
    if (covers(other)) {
      return this;
    }
    var allGroups = new TreeSet<>(groups);
    allGroups.addAll(other.groups);
    var allRoles = new TreeSet<>(roles);
    allRoles.addAll(other.roles);
    return new Audience(allGroups, allRoles);
  }

  /** Nobody. */
  public static Audience nobody() {
    return new Audience(Set.of(), Set.of());
  }

  /** Whether nobody is asked for. */
  public boolean isEmpty() {
    return groups.isEmpty() && roles.isEmpty();
  }
}
