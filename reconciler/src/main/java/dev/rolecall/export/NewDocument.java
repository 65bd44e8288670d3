package dev.rolecall.export;

import dev.rolecall.model.Slug;
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
   * The tombstone of a role.
   *
   * @param successor the role that takes over; null: none does
   * @param tenants those where it is retired; empty: all
   */
  public static String tombstone(
      Slug slug, @Nullable Slug successor, LocalDate retired, String reason, List<String> tenants) {
    var yaml = new YamlText().pair("kind", "RetiredRole").pair("slug", slug.value());
    if (successor != null) {
      yaml.pair("successor", successor.value());
    }
    if (!tenants.isEmpty()) {
      yaml.flowList("tenants", tenants);
    }
    return yaml + "retired: " + retired + "\n" + new YamlText().text("reason", reason);
  }
}
