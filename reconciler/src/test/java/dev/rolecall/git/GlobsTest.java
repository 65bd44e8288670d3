package dev.rolecall.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "roles/**/*.yaml | roles/a.yaml | true",
        "roles/**/*.yaml | roles/a/b/c.yaml | true",
        "roles/**/*.yaml | other/a.yaml | false",
        "roles/**/*.yaml | x/roles/a.yaml | false",
        "roles/**/*.yaml | roles/a.yml | false",
        "roles/*.yaml | roles/a/b.yaml | false",
        "roles/** | roles/a/b | true",
        "roles/** | roles | false",
        "**/x.yaml | x.yaml | true",
        "**/**/x.yaml | a/b/x.yaml | true",
        "a/**/b/**/c | a/b/c | true",
        "a/**/b/**/c | a/x/b/y/b/c | true",
        "a/**/b/**/c | a/c | false",
        "*.{yaml,yml} | a.yml | true",
        "*.{yaml,yml} | a.yxml | false",
        "a,b | a,b | true",
        "r?.yaml | r1.yaml | true",
        "r?.yaml | r/.yaml | false",
        "r[0-9].yaml | r7.yaml | true",
        "r[!0-9].yaml | r7.yaml | false",
        "(a+)+$.yaml | (a+)+$.yaml | true",
        "*.yaml | .hidden.yaml | true",
        "Roles/*.yaml | roles/a.yaml | false",
      })
  void matches(String pattern, String path, boolean expected) {
    assertEquals(expected, Globs.of(List.of(pattern)).match(path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "roles/**/*.yaml | roles | true",
        "roles/**/*.yaml | roles/deep/deeper | true",
        "roles/**/*.yaml | other | false",
        "roles/*.yaml | roles/deep | false",
        "roles/*/x.yaml | roles/deep | true",
        "roles/*/x.yaml | roles/deep/er | false",
        "x.yaml | roles | false",
        "** | anything | true",
      })
  void prunesFolders(String pattern, String folder, boolean expected) {
    assertEquals(expected, Globs.of(List.of(pattern)).mayMatchBelow(folder));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/*.yaml",
        "../x",
        "a/../b",
        "a//b",
        "a/",
        "./a",
        "a**",
        "{a",
        "a}",
        "{a,{b}}",
        "[a",
        "[]",
        "[a&&b]",
        "[z-a]",
        "a\\b"
      })
  void refusesWhatIsNotAPattern(String pattern) {
    assertTrue(Globs.complaint(pattern).isPresent());
    assertThrows(IllegalArgumentException.class, () -> Globs.of(List.of(pattern)));
  }

  @Test
  void theDefaultIsTheEightFolders() {
    for (String folder :
        List.of(
            "catalogue",
            "capabilities",
            "roles",
            "assignments",
            "retired",
            "policies",
            "approvals",
            "tests")) {
      assertTrue(Globs.DEFAULT.match(folder + "/a.yaml"), folder);
      assertTrue(Globs.DEFAULT.match(folder + "/team/a.yml"), folder);
    }
    assertFalse(Globs.DEFAULT.match("rolecall.yaml"));
    assertFalse(Globs.DEFAULT.match("roles/README.md"));
    assertFalse(Globs.DEFAULT.mayMatchBelow(".github"));
  }

  @Test
  void noPatternsMatchNothing() {
    Globs none = Globs.of(List.of());
    assertFalse(none.match("roles/a.yaml"));
    assertFalse(none.mayMatchBelow(""));
  }

  /** Each star could end anywhere: tried one by one, these would not end in a lifetime. */
  @Test
  void manyStarsAndFoldersAreReadOnce() {
    String name = "a".repeat(240);
    assertFalse(Globs.of(List.of("roles/" + "*a".repeat(60) + "b.yaml")).match("roles/" + name));
    assertTrue(Globs.of(List.of("roles/" + "*a".repeat(60) + "*")).match("roles/" + name));
    String folders = "a/".repeat(200);
    assertFalse(Globs.of(List.of("**/a/".repeat(40) + "b.yaml")).match(folders + "c.yaml"));
    assertTrue(Globs.of(List.of("**/a/".repeat(40) + "c.yaml")).match(folders + "c.yaml"));
  }

  /** Against trying everything, over short patterns and names of few letters. */
  @Test
  void anyPatternMatchesWhatTryingEverythingFinds() {
    var random = new Random(7);
    List<String> parts = List.of("a", "b", "*", "?", "[ab]", "[!a]", "{a,bb}", "{,b*}", "[a-b]");
    int matched = 0;
    for (int i = 0; i < 20_000; i++) {
      var pattern = new StringBuilder();
      var regex = new StringBuilder();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        String part = parts.get(random.nextInt(parts.size()));
        if (!(part.startsWith("*") && pattern.toString().endsWith("*"))) {
          pattern.append(part);
          regex.append(asRegex(part));
        }
      }
      var name = new StringBuilder();
      for (int n = random.nextInt(5); n > 0; n--) {
        name.append("abc".charAt(random.nextInt(3)));
      }
      boolean expected = Pattern.matches(regex.toString(), name);
      assertEquals(
          expected, NameGlob.of(pattern.toString()).matches(name.toString()), pattern + " " + name);
      matched += expected ? 1 : 0;
    }
    assertTrue(matched > 2_000, "few match: " + matched);
  }

  private static String asRegex(String part) {
    return switch (part) {
      case "*" -> ".*";
      case "?" -> ".";
      case "[!a]" -> "[^a]";
      case "{a,bb}" -> "(?:a|bb)";
      case "{,b*}" -> "(?:|b.*)";
      default -> part;
    };
  }
}
