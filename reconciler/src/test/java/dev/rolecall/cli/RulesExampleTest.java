package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.house.Repository;
import dev.rolecall.policy.RuleFact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of {@code examples/rules} stops in a scenario what it says. */
final class RulesExampleTest {
  private static final Pattern LANGUAGE =
      Pattern.compile(" (dev\\.cel|com\\.google\\.(common|protobuf|re2j)|org\\.antlr)\\.");
  private static final Path SCENARIOS =
      Repository.ROOT.resolve("reconciler/src/test/resources/scenarios");

  @Test
  void theTableHasEveryFact() {
    var types =
        Map.of(
            RuleFact.Type.TEXT, "string",
            RuleFact.Type.NUMBER, "int",
            RuleFact.Type.TRUTH, "bool",
            RuleFact.Type.TIME, "timestamp",
            RuleFact.Type.TEXTS, "list of string");
    List<String> expected =
        Arrays.stream(RuleFact.values())
            .map(fact ->
                "| `%s` | %s | %s |".formatted(fact.word(), types.get(fact.type()), fact.meaning()))
            .toList();
    List<String> found =
        MarkdownFile.of("README.md").section("### Rules of your own").stream()
            .filter(line -> line.startsWith("| `"))
            .toList();
    assertEquals(expected, found);
  }

  static Stream<Path> policies() throws IOException {
    try (var files = Files.list(Repository.ROOT.resolve("examples/rules/policies"))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("policies")
  void isThatOfAScenario(Path policy) throws IOException {
    String file = policy.getFileName().toString();
    String name = file.replace(".yaml", "");
    List<String> lines = Files.readAllLines(policy);
    List<String> used = lines.subList(1, lines.size());
    Path refused = SCENARIOS.resolve("guard-rule-" + name + "-refused");
    assertEquals(used, Files.readAllLines(refused.resolve("desired/policies").resolve(file)));
    String stopped = Files.readString(refused.resolve("plan.txt"));
    assertTrue(stopped.contains("  custom-rule  Policy " + name + ", "), stopped);
    Path passes = SCENARIOS.resolve("guard-rule-passes/desired/policies").resolve(file);
    assertEquals(used, Files.readAllLines(passes));
    String example = Files.readString(policy.resolveSibling("../README.md"));
    assertTrue(example.contains("`policies/" + file + "`"), example);
  }

  /** Nothing of it, nor of what it brings. */
  @Test
  void withoutARuleNothingOfItsLanguageIsLoaded() throws Exception {
    assertEquals(List.of(), classesLoadedFor("examples/acme"));
    assertFalse(classesLoadedFor("examples/rules").isEmpty());
  }

  private static List<String> classesLoadedFor(String example) throws Exception {
    List<String> command = TestJvm.command(Main.class);
    command.add(command.indexOf("-cp"), "-Xlog:class+load");
    command.addAll(List.of("validate", "-C", example));
    var process =
        new ProcessBuilder(command)
            .directory(Repository.ROOT.toFile())
            .redirectErrorStream(true)
            .start();
    List<String> loaded;
    try (var said = process.inputReader()) {
      loaded = said.lines().filter(line -> LANGUAGE.matcher(line).find()).toList();
    }
    assertEquals(ExitCode.DONE.code(), process.waitFor());
    return loaded;
  }
}
