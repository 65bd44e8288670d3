package dev.rolecall.access;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import java.util.HashSet;
import java.util.Set;

/** Access being put together. */
final class Gathering {
  final Set<Slug> roles = new HashSet<>();
  final Set<CapabilityId> capabilities = new HashSet<>();

  void add(Access access) {
    roles.addAll(access.roles());
    capabilities.addAll(access.capabilities());
  }

  Access access() {
    return new Access(roles, capabilities);
  }
}
