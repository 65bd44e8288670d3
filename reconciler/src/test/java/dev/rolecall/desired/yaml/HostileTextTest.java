package dev.rolecall.desired.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.problem.RuleId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Texts made to exhaust a parser: each ends with one clear refusal, long before they would. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class HostileTextTest {
  private static final int MANY = 1_000_000;

  @Test
  void deepNesting() {
    for (String level : List.of("[", "{a: ", "- ", "? ", "[{a: ", "{")) {
      assertEquals(RuleId.NESTING_TOO_DEEP, first(level.repeat(MANY)));
    }
    var stairs = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      stairs.append(" ".repeat(i)).append("a:\n");
    }
    assertEquals(RuleId.NESTING_TOO_DEEP, first(stairs.toString()));
  }

  @Test
  void billionLaughs() {
    var text = new StringBuilder("a: &a [ lol, lol ]\n");
    for (char c = 'b'; c < 'z'; c++) {
      String before = "*" + (char) (c - 1);
      text.append("%c: &%c [ %s, %s ]%n".formatted(c, c, before, before));
    }
    assertEquals(RuleId.ANCHOR, first(text.toString()));
    assertEquals(RuleId.ANCHOR, first("&a [ *a ]"));
  }

  @Test
  void floods() {
    assertEquals(RuleId.FILE_TOO_LARGE, first(new byte[50_000_000]));
    assertEquals(RuleId.DUPLICATE_KEY, first("a: 1\n".repeat(100_000)));
    assertEquals(RuleId.FILE_TOO_LARGE, first("[" + "a,".repeat(4 * MANY)));
    assertEquals(RuleId.ANCHOR, first("- &a\n".repeat(2 * MANY)));
    assertEquals(RuleId.EMPTY_DOCUMENT, first("---\n".repeat(2 * MANY)));
    assertEquals(RuleId.EMPTY_DOCUMENT, first(" ".repeat(16 * MANY)));
    assertEquals(RuleId.YAML_SYNTAX, first("\"" + "a".repeat(16 * MANY)));
  }

  @Test
  void oneLongScalarIsRead() {
    Parsed parsed = YamlReader.read("f.yaml", "x".repeat(10 * MANY).getBytes(UTF_8));
    assertEquals(List.of(), parsed.problems());
    assertEquals(10 * MANY, ((ScalarNode) parsed.documents().getFirst()).text().length());
  }

  private static RuleId first(String text) {
    return first(text.getBytes(UTF_8));
  }

  private static RuleId first(byte[] bytes) {
    return YamlReader.read("f.yaml", bytes).problems().getFirst().rule();
  }
}
