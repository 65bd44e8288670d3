package dev.rolecall.export;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;

/**
 * One document of an export.
 *
 * @param path where it goes if nothing is in the way
 * @param text the whole document, ending with a line break, without {@code ---}
 */
public record ExportedDocument(String path, Of of, String text) {

  public ExportedDocument movedTo(String other) {
    return new ExportedDocument(other, of, text);
  }

  /** What it is the document of. */
  public sealed interface Of {
    /** As people call it, for example {@code role cs-lead}. */
    default String called() {
      return switch (this) {
        case Role(var slug) -> "role " + slug;
        case Holders(var slug) -> "role " + slug;
        case OneCapability(var id) -> "capability " + id;
      };
    }

    /** The definition of a custom role, in a tenant of its own with the holders. */
    record Role(Slug slug) implements Of {}

    /** The holders of a role, apart from its definition. */
    record Holders(Slug slug) implements Of {}

    /** A capability of the tenant's own making. */
    record OneCapability(CapabilityId id) implements Of {}
  }
}
