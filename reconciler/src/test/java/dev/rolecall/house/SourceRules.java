package dev.rolecall.house;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Rules that only the text of a source file shows: length, names, package-info. */
final class SourceRules {
  /** Of tests and benchmarks. */
  static final int LINES = 400;

  /** Of what is shipped. */
  static final int SHIPPED_LINES = 240;

  /** Shipped files that may be as long as tests, each with its reason. */
  private static final Map<String, String> LONGER =
      Map.of(
          "main/java/dev/rolecall/problem/RuleId.java",
          "one list: each rule with its sentence and its remedy; in two it could not be an enum");

  private static final Set<String> EMPTY_WORDS =
      Set.of(
          "util",
          "utils",
          "common",
          "commons",
          "core",
          "impl",
          "service",
          "services",
          "manager",
          "managers",
          "helper",
          "helpers",
          "misc",
          "shared",
          "base");
  private static final Pattern EMPTY_TYPE =
      Pattern.compile(".*(Utils?|Impl|Service|Manager|Helpers?)\\.java");
  private static final Pattern SENTENCE =
      Pattern.compile("(?s)/\\*\\*\\s+\\S.*\\.\\s*\\*/\\s*@NullMarked\\s+package ");

  private SourceRules() {}

  static SortedSet<String> violations(Path root, List<Path> files) {
    var found = new TreeSet<String>();
    for (var file : files) {
      var name = root.relativize(file).toString();
      long lines = Code.read(file).lines().count();
      int most = most(name);
      if (lines > most) {
        found.add(name + ": " + lines + " lines, more than " + most);
      }
      if (LONGER.containsKey(name) && lines <= SHIPPED_LINES) {
        found.add(name + ": short enough; it needs no exception any more");
      }
      if (EMPTY_TYPE.matcher(name).matches()) {
        found.add(name + ": a name that says nothing; say what it does");
      }
      for (var part : root.relativize(file).getParent()) {
        if (EMPTY_WORDS.contains(part.toString())) {
          found.add(name + ": package " + part + " says nothing; say what it does");
        }
      }
    }
    return found;
  }

  private static int most(String file) {
    return file.startsWith("main/") && !LONGER.containsKey(file) ? SHIPPED_LINES : LINES;
  }

  /** Folders with Java files whose package-info lacks a sentence or {@code @NullMarked}. */
  static SortedSet<String> unmarked(Path root, List<Path> files) {
    var found = new TreeSet<String>();
    for (var file : files) {
      var info = file.resolveSibling("package-info.java");
      if (!Files.exists(info)) {
        found.add(root.relativize(file.getParent()) + ": no package-info.java");
      } else if (!SENTENCE.matcher(Code.read(info)).find()) {
        found.add(root.relativize(info) + ": wants one javadoc sentence and @NullMarked");
      }
    }
    return found;
  }
}
