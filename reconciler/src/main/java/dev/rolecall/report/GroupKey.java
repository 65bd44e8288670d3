package dev.rolecall.report;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.DeclaredChange;
import dev.rolecall.model.Slug;
import java.util.Set;

/**
 * The role, capability or other document that a change is about.
 *
 * @param kind {@code role}, {@code capability}, {@code approval} or {@code policy}
 */
record GroupKey(String kind, String name) {
  static GroupKey of(Change change) {
    return switch (change) {
      case Change.OfCapability c -> new GroupKey("capability", c.id().toString());
      case Change.OfRole c -> role(c.role());
      case Change.OfHolder c -> role(c.role());
    };
  }

  static GroupKey of(DeclaredChange change) {
    return switch (change.about()) {
      case DeclaredChange.About.OfHolder of -> role(of.role());
      case DeclaredChange.About.OfRole of -> role(of.role());
      case DeclaredChange.About.OfCapability of ->
          new GroupKey("capability", of.capability().toString());
      case DeclaredChange.About.OfDocument of -> new GroupKey(of.kind(), of.name());
    };
  }

  private static GroupKey role(Slug slug) {
    return new GroupKey("role", slug.value());
  }

  /** Whether it is one of these roles. */
  boolean isOf(Set<Slug> roles) {
    return kind.equals("role") && roles.contains(new Slug(name));
  }
}
