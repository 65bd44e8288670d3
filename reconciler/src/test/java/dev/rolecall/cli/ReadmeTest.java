package dev.rolecall.cli;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.house.Repository;
import dev.rolecall.house.ReservedPort;
import dev.rolecall.reconcile.Environment;
import dev.rolecall.reconcile.Timing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the READMEs say is so: their commands run, their tables are complete. */
@Tag("readme")
@Order(1)
class ReadmeTest {
  private static final String ACME = "examples/acme/README.md";
  private static final String KEYCLOAK = "examples/keycloak/README.md";
  private static final String RULES = "examples/rules/README.md";
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.*?)</artifactId>");

  private final MarkdownFile readme = MarkdownFile.of("README.md");

  @ParameterizedTest
  @ValueSource(strings = {"README.md", ACME, KEYCLOAK, RULES})
  void theCommandsRunAsWritten(String name, @TempDir Path folder) throws Exception {
    try (var port = new ReservedPort()) {
      var blocks = new CommandBlocks(folder.toRealPath(), port);
      List<CommandBlocks.Ran> ran = blocks.run(MarkdownFile.of(name));
      List<CommandBlocks.Ran> wrong =
          ran.stream().filter(one -> one.expected() != one.actual()).toList();
      assertEquals(List.of(), wrong, () -> name + " said:\n" + saidBy(blocks));
      assertTrue(ran.size() >= 5, () -> name + " ran only " + ran);
    }
  }

  /** Each block that cannot run says why; a new one is a decision, so it is counted here. */
  @Test
  void theBlocksThatDoNotRunAreThese() {
    List<String> skipped =
        Stream.of("README.md", ACME, KEYCLOAK, RULES)
            .flatMap(name -> MarkdownFile.of(name).blocks("sh").stream())
            .filter(block -> !block.notRun().isEmpty())
            .map(block -> String.join("; ", block.lines()))
            .toList();
    assertEquals(
        List.of(
            "./mvnw verify",
            "examples/keycloak/run",
            "rolecall doctor; rolecall import --only definitions; rolecall catalogue --refresh",
            "git add .; git commit -qm \"The roles as they are\"; rolecall plan",
            "rolecall hold --for 4h --reason \"The merge of 03:02 took support from half the night"
                + " shift.\"; rolecall history; rolecall undo 3f2a1b9c --branch undo-the-tidy-up"
                + " --approve; rolecall apply --approve; rolecall hold --release; rolecall apply"
                + " --approve; git push origin undo-the-tidy-up:main; rolecall apply --approve;"
                + " rolecall drift",
            "git fetch origin rolecall/record/production; git log FETCH_HEAD; git show"
                + " FETCH_HEAD:run.json",
            "source <(rolecall completion bash)",
            "examples/keycloak/run",
            "examples/keycloak/run --keep --port 8086"),
        skipped);
  }

  @Test
  void commandsStandInRunnableBlocksOnly() {
    for (String name : List.of("README.md", ACME, KEYCLOAK, RULES)) {
      Set<String> languages =
          MarkdownFile.of(name).lines().stream()
              .filter(line -> line.startsWith("```") && line.length() > 3)
              .map(line -> line.substring(3))
              .collect(toCollection(TreeSet::new));
      assertTrue(Set.of("sh", "console", "yaml", "text").containsAll(languages), name + languages);
    }
  }

  /** A zsh as it comes runs no comment, and a dash has no job 1 unless somebody asks for jobs. */
  @Test
  void anyShellCanTakeTheCommands() {
    for (String name : List.of("README.md", ACME, KEYCLOAK, RULES)) {
      for (MarkdownFile.Block block : MarkdownFile.of(name).blocks("sh")) {
        for (String line : block.lines()) {
          assertFalse(line.startsWith("#") || line.contains(" #"), line);
          assertFalse(line.matches(".*%[0-9].*"), line);
        }
      }
    }
  }

  @Test
  void theTwoCommandsAreSingleLines() {
    assertTrue(readme.lines().contains("reconciler/rolecall demo"));
    assertTrue(readme.lines().contains("./mvnw verify"));
  }

  @Test
  void everyCommandIsInTheTableAndTheOtherWayRound() {
    Set<String> inTable =
        readme.firstCells("## Commands").stream()
            .map(cell -> cell.substring(1).split("[ `]", 2)[0])
            .collect(toCollection(TreeSet::new));
    assertEquals(options().keySet(), inTable);
  }

  @Test
  void theTableNamesOptionsOfThatCommandOnly() {
    for (String cell : readme.firstCells("## Commands")) {
      String command = cell.substring(1).split("[ `]", 2)[0];
      assertTrue(options().getOrDefault(command, Set.of()).containsAll(optionsIn(cell)), cell);
    }
  }

  @Test
  void everyOptionThatIsNamedExists() {
    Set<String> elsewhere = optionsIn(String.join("\n", readme.section("## What else there is")));
    Set<String> known =
        options().values().stream().flatMap(Set::stream).collect(toCollection(TreeSet::new));
    Set<String> unknown = optionsIn(readme.text());
    unknown.removeAll(known);
    unknown.removeAll(elsewhere);
    assertEquals(Set.of(), unknown);
  }

  @Test
  void everyOptionIsNamed() {
    Set<String> known =
        options().values().stream().flatMap(Set::stream).collect(toCollection(TreeSet::new));
    known.removeAll(optionsIn(readme.text()));
    // -C and -v stand for these two.
    known.removeAll(Set.of("--directory", "--verbose"));
    assertEquals(Set.of(), known);
  }

  @Test
  void everyExitCodeIsInTheTable() {
    List<String> codes =
        Arrays.stream(ExitCode.values()).map(exit -> Integer.toString(exit.code())).toList();
    assertEquals(codes, readme.firstCells("### Exit codes"));
  }

  @Test
  void everyRuntimeDependencyHasItsReason() throws IOException {
    String pom = Files.readString(Repository.ROOT.resolve("reconciler/pom.xml"));
    Set<String> runtime =
        DEPENDENCY
            .matcher(pom)
            .results()
            .map(found -> found.group(1))
            .filter(dependency -> !dependency.contains("<scope>test</scope>"))
            .flatMap(dependency -> ARTIFACT.matcher(dependency).results())
            .map(found -> "`" + found.group(1) + "`")
            .collect(toCollection(TreeSet::new));
    assertEquals(runtime, new TreeSet<>(readme.firstCells("### Dependencies")));
  }

  @Test
  void everyKindHasAnExample() {
    String yaml =
        readme.blocks("yaml").stream()
            .flatMap(block -> block.lines().stream())
            .reduce("", (a, b) -> a + "\n" + b);
    for (String kind :
        List.of(
            "Role", "Assignment", "Capability", "RetiredRole", "RetiredCapability", "Catalogue")) {
      assertTrue(Pattern.compile("(?m)^kind: " + kind + "\\b").matcher(yaml).find(), kind);
    }
    assertTrue(yaml.contains("# rolecall.yaml"), yaml);
  }

  /** One repository of all examples; rolecall.yaml is the one that says so. */
  @Test
  void theExamplesAreValidTogether(@TempDir Path folder) throws IOException {
    for (MarkdownFile.Block block : readme.blocks("yaml")) {
      if (block.lines().getFirst().equals(KeycloakReadmeTest.SETTINGS)) {
        continue;
      }
      boolean settings = block.lines().getFirst().equals("# rolecall.yaml");
      Files.write(
          settings
              ? folder.resolve("rolecall.yaml")
              : Files.createDirectories(folder.resolve(home(block)))
                  .resolve(block.line() + ".yaml"),
          block.lines());
    }
    var said = new StringWriter();
    var out = new PrintWriter(said);
    var context =
        new CliContext(
            out,
            out,
            new BufferedReader(Reader.nullReader()),
            CliContext.Terminal.NONE,
            new Environment(
                Map.of(),
                folder,
                Timing.of(InstantSource.fixed(Instant.parse("2026-11-23T00:00:00Z")), () -> 0)));
    assertEquals(0, new Main(context).run("validate"), said::toString);
  }

  private static String home(MarkdownFile.Block block) {
    return block.lines().contains("kind: Approval")
        ? "approvals"
        : block.lines().contains("kind: Policy") ? "policies" : "roles";
  }

  private static Map<String, Set<String>> options() {
    var nowhere = new PrintWriter(PrintWriter.nullWriter());
    var context =
        new CliContext(
            nowhere,
            nowhere,
            new BufferedReader(Reader.nullReader()),
            CliContext.Terminal.NONE,
            new Environment(Map.of(), Path.of(""), Timing.of(InstantSource.system(), () -> 0)));
    var line = new CommandLine(new Rolecall());
    new Commands(context).neededFor().forEach(line::addSubcommand);
    var options = new TreeMap<String, Set<String>>();
    line.getSubcommands()
        .forEach((name, command) ->
            options.put(
                name,
                command.getCommandSpec().options().stream()
                    .flatMap(option -> Arrays.stream(option.names()))
                    .filter(option -> option.startsWith("--"))
                    .collect(toCollection(TreeSet::new))));
    return options;
  }

  private static Set<String> optionsIn(String text) {
    return OPTION
        .matcher(text)
        .results()
        .map(found -> found.group())
        .collect(toCollection(TreeSet::new));
  }

  private static String saidBy(CommandBlocks blocks) {
    try {
      return blocks.said();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
