package dev.rolecall.desired.bind;

import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Catalogue;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.model.Tombstone;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The roles that an Assignment may name though no Role declares them. */
final class AssignableRoles {
  private final Set<Slug> known = new TreeSet<>();
  private final Map<Slug, Tombstone.OfCapability> retired;
  private final boolean anyCapability;

  /**
   * @param retired by the role that people hold who hold the capability directly
   */
  AssignableRoles(
      TenantFeatures features,
      Set<Slug> system,
      Collection<CapabilityId> declared,
      @Nullable Catalogue catalogue,
      Map<Slug, Tombstone.OfCapability> retired) {
    this.retired = retired;
    known.addAll(system);
    declared.forEach(id -> features.heldAs(id).ifPresent(known::add));
    if (catalogue != null) {
      catalogue.capabilities().values().stream()
          .filter(capability -> capability.origin() != Capability.Origin.ROLE)
          .forEach(capability -> features.heldAs(capability.id()).ifPresent(known::add));
    }
    anyCapability = catalogue == null && features.roleArea() != null;
  }

  /** Without a catalogue any capability may be there; only the tenant can tell. */
  boolean contains(Slug role) {
    int colon = role.value().indexOf(':');
    return known.contains(role)
        || (anyCapability && colon > 0 && colon < role.value().length() - 1);
  }

  Set<Slug> known() {
    return known;
  }

  /** The tombstone of the capability that this role is; null when it is not retired. */
  Tombstone.@Nullable OfCapability retired(Slug role) {
    return retired.get(role);
  }
}
