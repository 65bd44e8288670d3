package dev.rolecall.desired.bind;

import dev.rolecall.desired.yaml.ListNode;
import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredCapability;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.Manage;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Sourced;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.Tombstone;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One tree to what it declares. The schema has already complained of what is missing or malformed;
 * here such parts are left out, so that the rest still counts as declared.
 */
public final class DocumentReader {
  private static final LocalDate UNKNOWN_DAY = LocalDate.EPOCH;

  private final NameInterner pool;
  private final List<Problem> problems;

  public DocumentReader(NameInterner pool, List<Problem> problems) {
    this.pool = pool;
    this.problems = problems;
  }

  /** What a document declares; empty when not even its subject can be read. */
  public Optional<Document> read(Node document) {
    if (!(document instanceof MapNode map)) {
      return Optional.empty();
    }
    String kind = map.text("kind");
    return Optional.ofNullable(
        switch (kind == null ? "" : kind) {
          case "Role" -> role(map);
          case "Assignment" -> holders(map);
          case "Capability" -> capability(map);
          case "RetiredRole" -> retiredRole(map);
          case "RetiredCapability" -> retiredCapability(map);
          case "Catalogue" -> new CatalogueReader(problems).read(map);
          case "Approval" -> new ApprovalReader(problems).read(map);
          case "Policy" -> new PolicyReader(problems).read(map);
          default -> null;
        });
  }

  private @Nullable Document role(MapNode map) {
    Sourced<Slug> slug = slug(map, "slug");
    if (slug == null) {
      return null;
    }
    var role =
        new DesiredRole(
            slug.value(),
            text(map, "name"),
            text(map, "description"),
            CapabilityReader.all(map, problems),
            slug.at());
    var inline = map.get("assignments") instanceof MapNode lists ? lists : null;
    SourceRef at = inline == null ? map.at() : place(map, "assignments");
    var assignments = inline == null ? List.<DesiredAssignment>of() : entries(inline);
    var holders = new Document.Holders(slug, manage(map), assignments, at);
    return new Document.OfRole(role, holders, inline != null, tenants(map), map.at());
  }

  private @Nullable Document holders(MapNode map) {
    Sourced<Slug> role = slug(map, "role");
    return role == null
        ? null
        : new Document.OfHolders(
            new Document.Holders(role, manage(map), entries(map), map.at()),
            tenants(map),
            map.at());
  }

  private List<DesiredAssignment> entries(MapNode map) {
    var reader = new EntryReader(pool, problems);
    reader.read(map, SubjectKind.GROUP);
    reader.read(map, SubjectKind.USER);
    return reader.assignments();
  }

  private static @Nullable Document capability(MapNode map) {
    CapabilityId id = CapabilityReader.id(map);
    if (id == null) {
      return null;
    }
    String name = text(map, "name").value();
    String description = text(map, "description").value();
    var definition = new CapabilityDefinition(id, name, description);
    SourceRef at = place(map, "area");
    return new Document.OfCapability(new DesiredCapability(definition, at), tenants(map), map.at());
  }

  private @Nullable Document retiredRole(MapNode map) {
    Sourced<Slug> slug = slug(map, "slug");
    return slug == null
        ? null
        : new Document.OfTombstone(
            new Tombstone.OfRole(
                slug.value(),
                day(map),
                text(map, "reason").value(),
                slug(map, "successor"),
                new TombstoneReader(map, problems).deletion(),
                slug.at()),
            tenants(map),
            map.at());
  }

  private @Nullable Document retiredCapability(MapNode map) {
    CapabilityId id = CapabilityReader.id(map);
    if (id == null) {
      return null;
    }
    String reason = text(map, "reason").value();
    var tombstone = new Tombstone.OfCapability(id, day(map), reason, place(map, "area"));
    return new Document.OfTombstone(tombstone, tenants(map), map.at());
  }

  private LocalDate day(MapNode map) {
    String text = map.text("retired");
    if (text == null) {
      return UNKNOWN_DAY;
    }
    Optional<LocalDate> day = DateTimes.date(text);
    if (day.isEmpty() && text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
      String message = "There is no day " + text + ".";
      problems.add(Problem.error(RuleId.BAD_DATE, place(map, "retired"), message));
    }
    return day.orElse(UNKNOWN_DAY);
  }

  static @Nullable Sourced<Slug> slug(MapNode map, String key) {
    return map.get(key) instanceof ScalarNode scalar && !scalar.text().isEmpty()
        ? new Sourced<>(new Slug(scalar.text()), scalar.at())
        : null;
  }

  static Sourced<String> text(MapNode map, String key) {
    Node node = map.get(key);
    String text = node instanceof ScalarNode scalar ? scalar.text() : "";
    return new Sourced<>(text, node == null ? map.at() : node.at());
  }

  static SourceRef place(MapNode map, String key) {
    Node node = map.get(key);
    return node == null ? map.at() : node.at();
  }

  private static @Nullable Sourced<Manage> manage(MapNode map) {
    Node node = map.get("manage");
    return switch (node) {
      case ScalarNode word ->
          mode(word).map(mode -> new Sourced<>(Manage.both(mode), word.at())).orElse(null);
      case MapNode both -> {
        ManageMode groups =
            both.get("groups") instanceof ScalarNode word
                ? mode(word).orElse(ManageMode.ADD)
                : ManageMode.ADD;
        ManageMode users =
            both.get("users") instanceof ScalarNode word
                ? mode(word).orElse(ManageMode.ADD)
                : ManageMode.ADD;
        yield new Sourced<>(new Manage(groups, users), both.at());
      }
      case ListNode _ -> null;
      case null -> null;
    };
  }

  private static Optional<ManageMode> mode(ScalarNode word) {
    for (ManageMode mode : ManageMode.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(word.text())) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }

  static List<Sourced<String>> tenants(MapNode map) {
    var tenants = new ArrayList<Sourced<String>>();
    for (Node item : map.items("tenants")) {
      if (item instanceof ScalarNode scalar) {
        tenants.add(new Sourced<>(scalar.text(), scalar.at()));
      }
    }
    return tenants;
  }
}
