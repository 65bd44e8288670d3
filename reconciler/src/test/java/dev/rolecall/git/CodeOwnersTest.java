package dev.rolecall.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeOwnersTest {

  @ParameterizedTest
  @CsvSource({
    "'* @org/all', true",
    "'/approvals/ @org/security', true",
    "'approvals/ @org/security', true",
    "'approvals/** @org/security', true",
    "'*.yaml @org/security', true",
    "'/roles/ @org/security', false",
    "'/approvals @org/security # who approves', true",
    "'# /approvals/ @org/security', false",
    "'/approvals/', false",
    "'/approvals/ # nobody', false",
    "'* @org/all|/approvals/', false",
    "'/approvals/|* @org/all', true",
    "'[Security] @org/security|/approvals/', true",
    "'^[Security][2] @org/security|/approvals/', true",
    "'[Security]|/approvals/', false",
    "'', false",
  })
  void theLastLineThatMatchesDecides(String lines, boolean owned) {
    var owners = CodeOwners.read(lines.replace('|', '\n').getBytes(UTF_8));
    assertEquals(owned, !owners.of("approvals/owner.yaml").isEmpty());
  }

  @Test
  void theyAreNamedAsTheyStandThere() {
    String file =
        """
        [Security] @org/all
        *.md
        /approvals/ @org/security dana@example.com # and no more
        /policies/
        """;
    var owners = CodeOwners.read(file.getBytes(UTF_8));
    assertEquals(List.of("@org/security", "dana@example.com"), owners.of("approvals/owner.yaml"));
    assertEquals(List.of("@org/all"), owners.of("policies/a.yaml"));
    assertEquals(List.of(), owners.of("roles/a.yaml"));
  }
}
