package dev.rolecall.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The role of {@link TenantContract}, what it is made of, and what is compared. */
final class Wanted {
  static final Slug LEAD = new Slug("cs-lead");

  private Wanted() {}

  static CapabilityId id(String text) {
    return CapabilityId.parse(text).orElseThrow();
  }

  static RoleDefinition role(Slug slug, CapabilityId... capabilities) {
    return new RoleDefinition(slug, "CS Lead", "Recovers passwords.", List.of(capabilities));
  }

  static RoleEdit edit(Slug slug, CapabilityId added) {
    return new RoleEdit(slug, null, null, null, new TreeSet<>(Set.of(added)), new TreeSet<>());
  }

  static void assertSame(LiveState before, LiveState after) {
    assertEquals(before.capabilities(), after.capabilities());
    assertEquals(before.roles(), after.roles());
    assertEquals(before.holders(), after.holders());
    assertEquals(before.retired(), after.retired());
  }
}
