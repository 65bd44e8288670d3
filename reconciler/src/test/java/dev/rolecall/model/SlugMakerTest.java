package dev.rolecall.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.tenant.KindsOfTenant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SlugMakerTest {
  private static final TenantFeatures FEATURES =
      KindsOfTenant.plain(Set.of(), TenantFeatures.SLUG, 63);

  @ParameterizedTest
  @CsvSource({
    "CS Lead, cs-lead",
    "Branding  Editor, branding-editor",
    "  External (SOC 2) Auditor! , external-soc-2-auditor",
    "Équipe Großkunden, equipe-grosskunden",
    "Łódź Ops, lodz-ops",
    "People's Choice, peoples-choice",
    "Level ½, level-1-2",
    "ｆｕｌｌ ｗｉｄｔｈ, full-width"
  })
  void foldsTheName(String name, String slug) {
    assertEquals(Optional.of(new Slug(slug)), SlugMaker.of(name, FEATURES));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "---", "管理者", "Группа", "2nd Line", "Ops 管"})
  void asksWhereItCannot(String name) {
    assertEquals(Optional.empty(), SlugMaker.of(name, FEATURES));
  }

  @Test
  void asksWhereItWouldBeTooLong() {
    assertEquals(63, SlugMaker.of("a".repeat(63), FEATURES).orElseThrow().value().length());
    assertEquals(Optional.empty(), SlugMaker.of("a".repeat(64), FEATURES));
  }
}
