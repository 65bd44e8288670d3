package dev.rolecall.apply;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.TenantFeatures;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a subject holds in one state, roles in roles followed to the end. The tests' own, slow and
 * plain: it shares no code with what it judges.
 */
final class HeldOracle {
  private HeldOracle() {}

  /** Texts such as {@code role cs-lead} and {@code capability audit:export}. */
  static Set<String> held(LiveState live, TenantFeatures features, Subject subject) {
    var roles = new HashSet<Slug>();
    live.holders()
        .forEach((role, holders) -> {
          if (live.roles().containsKey(role) && holders.contains(subject)) {
            roles.add(role);
          }
        });
    var capabilities = new HashSet<CapabilityId>();
    int before = -1;
    while (before < roles.size() + capabilities.size()) {
      before = roles.size() + capabilities.size();
      for (Slug role : Set.copyOf(roles)) {
        var found = live.roles().get(role);
        if (found != null) {
          for (CapabilityId id : found.definition().capabilities()) {
            capabilities.add(id);
            if (features.roleArea() != null) {
              boolean isRole = id.area().equals(features.roleArea());
              roles.add(new Slug(isRole ? id.action() : id.area() + ":" + id.action()));
            }
          }
        }
      }
    }
    var held = new TreeSet<String>();
    // A role met inside a role is the same thing as that role held directly.
    roles.forEach(role -> held.add("role " + role));
    if (features.roleArea() == null) {
      capabilities.forEach(id -> held.add("capability " + id));
    }
    return held;
  }
}
