package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rolecall.reconcile.Environment;
import dev.rolecall.reconcile.Timing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Words on the command line that mean nothing, and files that cannot be read or written. */
@Tag("e2e")
final class UsageTest {
  @TempDir Path folder;
  private RolesRepo repo;
  private Cli cli;

  @BeforeEach
  void start() {
    // Nothing listens there, and nothing here gets that far.
    repo = RolesRepo.acme(folder.resolve("acme"), URI.create("http://127.0.0.1:9"));
    cli = repo.cli();
  }

  @AfterEach
  void stop() {
    repo.close();
  }

  private void usage(String says, String... arguments) {
    Cli.Ran ran = cli.run(arguments).ended(ExitCode.USAGE).says(says);
    assertEquals("", ran.out());
    assertFalse(ran.err().contains("\u001b"), ran::toString);
  }

  @Test
  void theNearestCommandIsSuggested() {
    usage("Did you mean plan?", "pln");
    usage("Did you mean validate?", "valdiate");
    usage("Did you mean apply?", "aply", "--approve");
    usage("Try: rolecall --help", "frobnicate");
  }

  @Test
  void theNearestOptionIsSuggested() {
    usage("Did you mean --out?", "plan", "--otu", "x");
    usage("Did you mean --detailed-exitcode?", "plan", "--detailed-exit-code");
    usage("Did you mean --approve?", "apply", "--aprove");
    usage("Did you mean --format?", "validate", "--fromat=json");
    usage("takes no argument roles", "validate", "roles");
    usage("\\u{1B}", "plan", "--\u001b[31mx");
  }

  @Test
  void valuesAreChecked() {
    usage("Did you mean json?", "validate", "--format", "jsn");
    usage("Did you mean markdown?", "validate", "--report", "markdwn=x.md");
    usage("FORMAT=FILE", "validate", "--report", "json");
    usage("FORMAT=FILE", "validate", "--report", "json=");
    usage("auto, always or never", "validate", "--color", "sometimes");
    usage("2027-02-01T00:00:00Z", "plan", "--at", "tomorrow");
    usage("--at takes no --out", "plan", "--at", "2027-02-01T00:00:00Z", "--out", "plan.json");
    usage("--parallelism", "apply", "--parallelism", "0");
    usage("--parallelism", "apply", "--parallelism", "many");
    usage("--port", "sandbox", "--port", "-1");
    usage("--fault", "sandbox", "--fault", "2");
    usage("1000/min", "sandbox", "--rate-limit", "1000");
  }

  @Test
  void whereAReportCannotGoIsKnownBeforeTheWork() {
    for (String command : List.of("validate", "plan", "apply", "drift")) {
      usage("json=nowhere/x.json".substring(5), command, "--report", "json=nowhere/x.json");
      usage("is a folder", command, "--report", "json=roles");
      usage("cannot be the name", command, "--report", "json=a\u0000b");
    }
    usage("is a folder", "plan", "--out", "roles");
    usage("is not there", "plan", "--out", "nowhere/plan.json");
  }

  @Test
  void aFolderThatIsNone() {
    cli.run("validate", "-C", "nowhere").ended(ExitCode.INVALID_INPUT).says("nowhere is not there");
    cli.run("validate", "-C", "rolecall.yaml")
        .ended(ExitCode.INVALID_INPUT)
        .says("rolecall.yaml is not a folder");
    cli.run("plan", "-C", "roles").ended(ExitCode.INVALID_INPUT).says("no-configuration", "init");
  }

  @Test
  void helpNamesEveryOption() {
    var commands = new CommandLine(new Rolecall());
    new Commands(context()).neededFor().forEach(commands::addSubcommand);
    cli.run("--help")
        .ended(ExitCode.DONE)
        .says(commands.getSubcommands().keySet().toArray(String[]::new));
    commands
        .getSubcommands()
        .forEach((name, command) -> {
          Cli.Ran help = cli.run(name, "--help").ended(ExitCode.DONE);
          assertEquals("", help.err());
          for (OptionSpec option : command.getCommandSpec().options()) {
            help.says(option.names());
            assertFalse(option.hidden() || option.description().length == 0, option::longestName);
          }
        });
  }

  @Test
  void helpComesHoweverItIsAskedFor() {
    String help = cli.run("--help").out();
    assertEquals(help, cli.run().ended(ExitCode.DONE).out());
    assertEquals(help, cli.run("help").ended(ExitCode.DONE).out());
    assertEquals(
        cli.run("plan", "--help").out(), cli.run("help", "plan").ended(ExitCode.DONE).out());
    usage("Did you mean plan?", "help", "pan");
  }

  /** Picocli reads each of them without complaint. */
  @Test
  void examplesAreUnderstood() {
    var line = new CommandLine(new Rolecall());
    new Commands(context()).neededFor().forEach(line::addSubcommand);
    assertEquals(line.getSubcommands().keySet(), Examples.OF.keySet());
    Examples.OF.values().stream()
        .flatMap(List::stream)
        .map(UsageTest::words)
        .forEach(line::parseArgs);
  }

  private static String[] words(String typed) {
    return Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)")
        .matcher(typed)
        .results()
        .map(MatchResult::group)
        .map(word -> word.replaceAll("[\"']", ""))
        .toArray(String[]::new);
  }

  @Test
  void completionKnowsValues() {
    cli.run("completion", "bash")
        .ended(ExitCode.DONE)
        .says("\"text\" \"json\" \"markdown\"", "\"auto\" \"always\" \"never\"");
  }

  @Test
  void aFolderBelowTheRolesRepositoryWillDo() throws IOException {
    Cli below = Cli.in(Files.createDirectories(folder.resolve("acme/roles/team")));
    below.run("validate").ended(ExitCode.DONE).says("Valid");
    below.run("validate", "-C", ".").ended(ExitCode.INVALID_INPUT).says("no-configuration");
    // Above the git repository nothing is looked at.
    Path outer = Files.createDirectories(folder.resolve("outer"));
    Files.copy(folder.resolve("acme/rolecall.yaml"), outer.resolve("rolecall.yaml"));
    Path inner = Files.createDirectories(outer.resolve("inner"));
    Cli.in(inner).run("validate").ended(ExitCode.INVALID_INPUT).says("no-configuration");
  }

  @Test
  void theVersionIsSaid() {
    cli.run("--version").ended(ExitCode.DONE).says("rolecall ");
    cli.run("plan", "--version").ended(ExitCode.DONE).says("rolecall ");
  }

  private static CliContext context() {
    var nowhere = new PrintWriter(Writer.nullWriter());
    return new CliContext(
        nowhere,
        nowhere,
        new BufferedReader(Reader.nullReader()),
        CliContext.Terminal.NONE,
        new Environment(Map.of(), Path.of(""), Timing.of(InstantSource.fixed(Cli.NOW), () -> 0)));
  }
}
