package dev.rolecall.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
  private static final List<String> NAMES =
      List.of("users:suspend", "users:view", "audit:read", "audit:export");

  @ParameterizedTest
  @CsvSource({
    "users:suspnd, users:suspend",
    "uesrs:view, users:view",
    "AUDIT:READ, audit:read",
    "audit:exprot, audit:export",
    "userview, users:view"
  })
  void findsWhatWasMeant(String typed, String meant) {
    assertEquals(Optional.of(meant), Suggestions.nearest(typed, NAMES));
  }

  @Test
  void offersNothingFar() {
    assertEquals(Optional.empty(), Suggestions.nearest("payments:approve", NAMES));
    assertEquals(Optional.empty(), Suggestions.nearest("", NAMES));
    assertEquals(Optional.empty(), Suggestions.nearest("x".repeat(1_000_000), NAMES));
    assertEquals("Ask.", Suggestions.adviceFor("zzz", NAMES, "Ask."));
  }
}
