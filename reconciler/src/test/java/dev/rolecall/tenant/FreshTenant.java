package dev.rolecall.tenant;

import dev.rolecall.model.Capability;
import dev.rolecall.model.Capability.Origin;
import dev.rolecall.model.Capability.Status;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a tenant has before anyone does anything: a part of the catalogue, the system roles. */
final class FreshTenant {
  private static final List<String> VIEW = List.of("audit:read", "branding:view", "users:view");
  private static final List<String> MORE =
      List.of("audit:export", "branding:edit", "users:reset-password", "users:suspend");

  private FreshTenant() {}

  static LiveState with(Collection<Subject> subjects) {
    var capabilities = new TreeMap<CapabilityId, Capability>();
    VIEW.forEach(id -> add(capabilities, id, Status.AVAILABLE));
    MORE.forEach(id -> add(capabilities, id, Status.AVAILABLE));
    add(capabilities, "authentication:view", Status.IN_FLIGHT);
    var roles = new TreeMap<Slug, LiveRole>();
    add(roles, "Owner", capabilities.keySet());
    add(roles, "Administrator", capabilities.keySet());
    add(roles, "Operator", VIEW.stream().map(FreshTenant::id).toList());
    add(roles, "Viewer", VIEW.stream().map(FreshTenant::id).toList());
    return new LiveState(
        capabilities, roles, new TreeMap<>(), SubjectDirectory.of(subjects), new TreeSet<>());
  }

  private static CapabilityId id(String text) {
    return CapabilityId.parse(text).orElseThrow();
  }

  private static void add(Map<CapabilityId, Capability> all, String text, Status status) {
    var id = id(text);
    all.put(id, new Capability(id, id.action(), "", status, Origin.SYSTEM));
  }

  private static void add(
      Map<Slug, LiveRole> roles, String name, Collection<CapabilityId> capabilities) {
    var slug = new Slug(name.toLowerCase(Locale.ROOT));
    var definition = new RoleDefinition(slug, name, "", capabilities);
    roles.put(slug, new LiveRole(definition, true, null));
  }
}
