package dev.rolecall.export;

import dev.rolecall.model.Days;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of documents that a command starts and a person goes on with. */
public final class NewDocument {
  private NewDocument() {}

  /** A role without capabilities and holders yet. */
  public static String role(Slug slug, String name, String description) {
    return new YamlText()
            .pair("kind", "Role")
            .pair("slug", slug.value())
            .pair("name", name)
            .text("description", description)
            .toString()
        + "capabilities: []   # one a line, as \"- area:action\"; rolecall catalogue TERM finds"
        + " them\n"
        + "manage: exact      # its holders are those declared in git, nobody else\n";
  }

  /**
   * When a role is deleted, and what it is until then.
   *
   * @param drain from when on nobody holds it; null: from the first run on
   * @param delete from when on it is deleted
   */
  public record Until(@Nullable Instant drain, Instant delete, RoleDefinition definition) {}

  /**
   * The tombstone of a role that is deleted another day.
   *
   * @param successor the role that takes over; null: none does
   * @param tenants those where it is retired; empty: all
   */
  public static String tombstone(
      @Nullable Slug successor,
      LocalDate retired,
      String reason,
      Until until,
      List<String> tenants) {
    RoleDefinition role = until.definition();
    var yaml = head(role.slug(), successor, tenants);
    String days =
        (until.drain() == null ? "" : "drain: " + Days.first(until.drain()) + "\n")
            + "delete: "
            + Days.first(until.delete())
            + "   # until then the role stands, without holders, and this can be withdrawn\n";
    return yaml
        + "retired: "
        + retired
        + "\n"
        + days
        + new YamlText()
            .text("reason", reason)
            .pair("name", role.name())
            .text("description", role.description())
            .capabilities("capabilities", role.capabilities());
  }

  /**
   * The tombstone of a role that is deleted at once.
   *
   * @param successor the role that takes over; null: none does
   * @param tenants those where it is retired; empty: all
   */
  public static String tombstone(
      Slug slug, @Nullable Slug successor, LocalDate retired, String reason, List<String> tenants) {
    return head(slug, successor, tenants)
        + "retired: "
        + retired
        + "\n"
        + new YamlText().text("reason", reason);
  }

  private static YamlText head(Slug slug, @Nullable Slug successor, List<String> tenants) {
    var yaml = new YamlText().pair("kind", "RetiredRole").pair("slug", slug.value());
    if (successor != null) {
      yaml.pair("successor", successor.value());
    }
    if (!tenants.isEmpty()) {
      yaml.flowList("tenants", tenants);
    }
    return yaml;
  }
}
