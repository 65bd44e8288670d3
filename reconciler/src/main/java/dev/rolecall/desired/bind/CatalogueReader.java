package dev.rolecall.desired.bind;

import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Catalogue;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Sourced;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The committed catalogue of one tenant. */
final class CatalogueReader {
  private final List<Problem> problems;

  CatalogueReader(List<Problem> problems) {
    this.problems = problems;
  }

  @Nullable Document read(MapNode map) {
    if (!(map.get("tenant") instanceof ScalarNode tenant)) {
      return null;
    }
    var catalogue = new Catalogue(tenant.text(), capabilities(map), systemRoles(map));
    var tenants = List.of(new Sourced<>(tenant.text(), tenant.at()));
    return new Document.OfCatalogue(catalogue, tenants, map.at());
  }

  private SortedMap<CapabilityId, Capability> capabilities(MapNode map) {
    var capabilities = new TreeMap<CapabilityId, Capability>();
    for (Node item : map.items("capabilities")) {
      CapabilityId id = item instanceof MapNode entry ? CapabilityReader.id(entry) : null;
      if (id != null && item instanceof MapNode entry) {
        var status =
            "in-flight".equals(entry.text("status"))
                ? Capability.Status.IN_FLIGHT
                : Capability.Status.AVAILABLE;
        var origin =
            switch (or(entry, "origin")) {
              case "tenant-defined" -> Capability.Origin.TENANT_DEFINED;
              case "role" -> Capability.Origin.ROLE;
              default -> Capability.Origin.SYSTEM;
            };
        var capability =
            new Capability(id, or(entry, "name"), or(entry, "description"), status, origin);
        if (capabilities.putIfAbsent(id, capability) != null) {
          repeated("The capability " + id, entry.at());
        }
      }
    }
    return capabilities;
  }

  private SortedMap<Slug, RoleDefinition> systemRoles(MapNode map) {
    var roles = new TreeMap<Slug, RoleDefinition>();
    for (Node item : map.items("system-roles")) {
      Sourced<Slug> slug =
          item instanceof MapNode entry ? DocumentReader.slug(entry, "slug") : null;
      if (slug != null && item instanceof MapNode entry) {
        var capabilities = CapabilityReader.all(entry, problems).keySet();
        var role =
            new RoleDefinition(
                slug.value(), or(entry, "name"), or(entry, "description"), capabilities);
        if (roles.putIfAbsent(slug.value(), role) != null) {
          repeated("The role " + slug.value(), entry.at());
        }
      }
    }
    return roles;
  }

  private void repeated(String what, SourceRef at) {
    String message = ScalarNode.excerpt(what) + " stands twice in the catalogue.";
    problems.add(Problem.error(RuleId.DUPLICATE_CATALOGUE, at, message));
  }

  private static String or(MapNode map, String key) {
    String text = map.text(key);
    return text == null ? "" : text;
  }
}
