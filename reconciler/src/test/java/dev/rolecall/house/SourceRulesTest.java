package dev.rolecall.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRulesTest {
  private static final Path SRC = Code.MODULE.resolve("src");

  @Test
  void filesAreShortAndNamesSaySomething() {
    var all = Stream.of("main", "test", "bench").flatMap(it -> Code.sources(it).stream()).toList();
    assertFalse(all.isEmpty());
    assertEquals(Set.of(), SourceRules.violations(SRC, all));
  }

  @Test
  void everyPackageSaysWhatItIsAndIsNullMarked() {
    assertEquals(Set.of(), SourceRules.unmarked(SRC, Code.sources("main")));
  }

  @Test
  void theRulesFindWhatTheyAreFor(@TempDir Path root) throws IOException {
    var bad =
        List.of(
            write(root, "a/util/Strings.java", "package a.util;\n"),
            write(root, "a/RoleManager.java", "package a;\n"),
            write(root, "a/Long.java", "//\n".repeat(401)),
            write(root, "b/Marked.java", "package b;\n"),
            write(root, "c/Said.java", "package c;\n"));
    write(root, "b/package-info.java", "@NullMarked\npackage b;\n");
    write(root, "c/package-info.java", "/** Says it. */\n@NullMarked\npackage c;\n");
    assertEquals(
        new TreeSet<>(
            List.of(
                "a/Long.java: 401 lines, more than 400",
                "a/RoleManager.java: a name that says nothing; say what it does",
                "a/util/Strings.java: package util says nothing; say what it does")),
        SourceRules.violations(root, bad));
    assertEquals(
        new TreeSet<>(
            List.of(
                "a/util: no package-info.java",
                "a: no package-info.java",
                "b/package-info.java: wants one javadoc sentence and @NullMarked")),
        SourceRules.unmarked(root, bad));
  }

  @Test
  void whatIsShippedIsShorterWithFewExceptions(@TempDir Path root) throws IOException {
    var ruleId = "main/java/dev/rolecall/problem/RuleId.java";
    var files =
        List.of(
            write(root, "main/Long.java", "//\n".repeat(241)),
            write(root, "main/Short.java", "//\n".repeat(240)),
            write(root, ruleId, "//\n".repeat(400)));
    assertEquals(
        Set.of("main/Long.java: 241 lines, more than 240"), SourceRules.violations(root, files));
    write(root, ruleId, "//\n".repeat(401));
    assertEquals(
        Set.of(ruleId + ": 401 lines, more than 400"),
        SourceRules.violations(root, files.subList(2, 3)));
    write(root, ruleId, "//\n".repeat(240));
    assertEquals(
        Set.of(ruleId + ": short enough; it needs no exception any more"),
        SourceRules.violations(root, files.subList(2, 3)));
  }

  private static Path write(Path root, String name, String text) throws IOException {
    var file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
