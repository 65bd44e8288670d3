package dev.rolecall.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
    assertEquals(owned, owners.own("approvals/owner.yaml"));
  }
}
