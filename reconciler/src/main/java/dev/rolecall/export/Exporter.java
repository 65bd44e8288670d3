package dev.rolecall.export;

import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a tenant holds as documents; a plan of them against that tenant is empty. Writes what
 * is there: what the rules of documents refuse (a name that is too long) is refused when read.
 */
public final class Exporter {
  private Exporter() {}

  /** What becomes of the live holders. */
  public enum Holders {
    /** Declared, and managed exactly. */
    EXACT,
    /** Left alone: {@code manage: observe}. */
    OBSERVE
  }

  /**
   * How to write.
   *
   * @param tenant where the state was read
   * @param severalTenants whether there are others: then every document names this one, and holders
   *     stand apart from their role
   */
  public record Options(String tenant, boolean severalTenants, Holders holders) {}

  /**
   * Custom roles with their holders, holders of system roles, and tenant-defined capabilities.
   *
   * @param only these roles, and the capabilities that they use; null: everything
   */
  public static List<ExportedDocument> export(
      LiveState live, @Nullable Set<Slug> only, Options options) {
    var documents = new ArrayList<ExportedDocument>();
    var used = new TreeSet<CapabilityId>();
    for (LiveRole role : live.roles().values()) {
      if (only != null && !only.contains(role.slug())) {
        continue;
      }
      used.addAll(role.definition().capabilities());
      if (role.system()) {
        assignment(live, role.slug(), options, documents);
      } else {
        role(live, role, options, documents);
      }
    }
    live.capabilities().values().stream()
        .filter(capability -> capability.origin() == Capability.Origin.TENANT_DEFINED)
        .filter(capability -> only == null || used.contains(capability.id()))
        .forEach(capability -> documents.add(capability(capability, options)));
    return List.copyOf(documents);
  }

  private static void role(
      LiveState live, LiveRole role, Options options, List<ExportedDocument> documents) {
    Slug slug = role.slug();
    var yaml = new YamlText().pair("kind", "Role").pair("slug", slug.value());
    yaml.pair("name", role.definition().name());
    yaml.text("description", role.definition().description());
    yaml.capabilities("capabilities", role.definition().capabilities());
    tenants(yaml, options);
    switch (options.holders()) {
      case OBSERVE -> yaml.pair("manage", "observe");
      case EXACT -> {
        yaml.pair("manage", "exact");
        if (options.severalTenants()) {
          apart(live, slug, options, documents);
        } else if (!live.holders(slug).isEmpty()) {
          yaml.key("assignments");
          lists(yaml, live, slug, 2);
        }
      }
    }
    documents.add(
        new ExportedDocument(
            Paths.role(slug), new ExportedDocument.Of.Role(slug), yaml.toString()));
  }

  /** Holders of a custom role in a document of their own; the role says how it is managed. */
  private static void apart(
      LiveState live, Slug slug, Options options, List<ExportedDocument> documents) {
    if (!live.holders(slug).isEmpty()) {
      var yaml = new YamlText().pair("kind", "Assignment").pair("role", slug.value());
      tenants(yaml, options);
      lists(yaml, live, slug, 0);
      documents.add(holders(slug, options, yaml));
    }
  }

  private static void assignment(
      LiveState live, Slug slug, Options options, List<ExportedDocument> documents) {
    if (options.holders() == Holders.EXACT && !live.holders(slug).isEmpty()) {
      var yaml = new YamlText().pair("kind", "Assignment").pair("role", slug.value());
      tenants(yaml, options);
      yaml.pair("manage", "exact");
      lists(yaml, live, slug, 0);
      documents.add(holders(slug, options, yaml));
    }
  }

  private static ExportedDocument holders(Slug slug, Options options, YamlText yaml) {
    return new ExportedDocument(
        Paths.assignment(slug, options), new ExportedDocument.Of.Holders(slug), yaml.toString());
  }

  private static void lists(YamlText yaml, LiveState live, Slug slug, int indent) {
    for (SubjectKind kind : SubjectKind.values()) {
      List<String> entries =
          live.holders(slug, kind).stream().map(holder -> entry(live, holder)).toList();
      if (!entries.isEmpty()) {
        yaml.entries(kind.plural(), entries, indent);
      }
    }
  }

  /** By name, and by id too where the name could mean somebody else. */
  private static String entry(LiveState live, Subject holder) {
    var bearers = live.directory().bearers(new SubjectName(holder.kind(), holder.name()));
    return bearers.stream().allMatch(bearer -> bearer.id().equals(holder.id()))
        ? Scalar.of(holder.name())
        : "{ %s: %s, id: %s }"
            .formatted(
                holder.kind().word(), Scalar.inFlow(holder.name()), Scalar.inFlow(holder.id()));
  }

  private static ExportedDocument capability(Capability capability, Options options) {
    var yaml = new YamlText().pair("kind", "Capability");
    yaml.pair("area", capability.id().area()).pair("action", capability.id().action());
    yaml.pair("name", capability.name());
    yaml.text("description", capability.description());
    tenants(yaml, options);
    return new ExportedDocument(
        Paths.capabilities(capability.id().area()),
        new ExportedDocument.Of.OneCapability(capability.id()),
        yaml.toString());
  }

  private static void tenants(YamlText yaml, Options options) {
    if (options.severalTenants()) {
      yaml.flowList("tenants", List.of(options.tenant()));
    }
  }

  /** The committed copy of a tenant's catalogue: all capabilities, and the system roles. */
  public static String catalogue(String tenant, LiveState live) {
    var yaml = new YamlText().pair("kind", "Catalogue").pair("tenant", tenant);
    yaml.items("capabilities", live.capabilities().values().stream().map(Exporter::entry).toList());
    var roles = new ArrayList<String>();
    for (LiveRole role : live.roles().values()) {
      if (role.system()) {
        var entry = new YamlText().pair("slug", role.slug().value());
        entry.pair("name", role.definition().name());
        if (!role.definition().description().isEmpty()) {
          entry.text("description", role.definition().description());
        }
        roles.add(entry.capabilities("capabilities", role.definition().capabilities()).toString());
      }
    }
    return yaml.blocks("system-roles", roles).toString();
  }

  private static String entry(Capability capability) {
    var entry = new ArrayList<String>();
    entry.add("area: " + Scalar.inFlow(capability.id().area()));
    entry.add("action: " + Scalar.inFlow(capability.id().action()));
    entry.add("name: " + Scalar.inFlow(capability.name()));
    entry.add("description: " + Scalar.inFlow(capability.description()));
    entry.add(
        switch (capability.status()) {
          case AVAILABLE -> "status: available";
          case IN_FLIGHT -> "status: in-flight";
        });
    switch (capability.origin()) {
      case SYSTEM -> {}
      case TENANT_DEFINED -> entry.add("origin: tenant-defined");
      case ROLE -> entry.add("origin: role");
    }
    return "{ " + String.join(", ", entry) + " }";
  }
}
