package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.api.ResetCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that comes from outside, damaged at random: whatever it is, the answer is a sentence
 * and never a bug. {@link FuzzRun} says how to try more.
 */
@Tag("e2e")
final class FuzzTest {
  private static final int FEW = 250;

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("validate"),
          List.of("validate", "--base", "HEAD"),
          List.of("plan"),
          List.of("plan", "--base", "HEAD", "--format", "markdown"),
          List.of("plan", "--format", "json"),
          List.of("drift"),
          List.of("import", "--out", "../copy"),
          List.of("import"),
          List.of("catalogue", "--refresh"),
          List.of("doctor"),
          List.of("history"),
          List.of("retire", "cs-lead", "--reason", "x"),
          List.of("new", "Another"),
          List.of("apply", "--allow-dirty", "--approve"),
          List.of("apply", "--plan", "../plan.json", "--allow-dirty"));

  private static final List<String> VARIABLES =
      List.of(
          "ROLECALL_CLIENT_SECRET",
          "ROLECALL_TENANT",
          "HTTPS_PROXY",
          "NO_PROXY",
          "NO_COLOR",
          "ROLECALL_GIT_TOKEN",
          "GITHUB_RUN_ID",
          "GITHUB_ACTOR");

  @TempDir Path folder;

  private volatile UnaryOperator<String> lie = UnaryOperator.identity();

  @Test
  void nothingFromOutsideIsABug() throws IOException {
    var fuzz = new FuzzRun(FEW);
    try (var tenant = Tenant.acme();
        var liar = RecordingProxy.lying(tenant.url(), text -> lie.apply(text));
        var repo = RolesRepo.acme(folder.resolve("acme"), liar.url())) {
      Cli cli = repo.cli();
      cli.run("plan", "--out", "../plan.json").ended(ExitCode.DONE);
      cli.run("apply", "--approve").ended(ExitCode.DONE);
      repo.edit("roles/cs-lead.yaml", "name: CS Lead", "name: CS Leads").commit("A change");
      String plan = Files.readString(folder.resolve("plan.json"));
      List<Path> files = filesOf(repo);
      fuzz.play(random -> {
        List<String> command = COMMANDS.get(random.nextInt(COMMANDS.size()));
        Cli.Ran ran;
        switch (random.nextInt(4)) {
          case 0 -> {
            Path file = files.get(random.nextInt(files.size()));
            byte[] before = Files.readAllBytes(file);
            Files.write(file, Damage.to(before, random));
            ran = run(cli, command);
            Files.write(file, before);
          }
          case 1 -> {
            String damagedPlan = Damage.to(plan, random);
            Files.writeString(folder.resolve("plan.json"), damagedPlan, ISO_8859_1);
            ran = run(cli, List.of("apply", "--plan", "../plan.json", "--allow-dirty"));
            Files.writeString(folder.resolve("plan.json"), plan);
          }
          case 2 -> {
            lie =
                text -> text.length() > 40 && random.nextBoolean() ? Damage.to(text, random) : text;
            ran = run(cli, command);
            lie = UnaryOperator.identity();
          }
          default -> {
            String variable = VARIABLES.get(random.nextInt(VARIABLES.size()));
            ran = run(cli.with(variable, Damage.to("http://u:p@127.0.0.1:1", random)), command);
          }
        }
        clean(repo);
        return ran;
      });
    }
    fuzz.report("fuzz.txt");
  }

  private static Cli.Ran run(Cli cli, List<String> command) {
    return cli.run(command.toArray(String[]::new));
  }

  private static List<Path> filesOf(RolesRepo repo) throws IOException {
    try (var all = Files.walk(repo.directory())) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .toList();
    }
  }

  /** What a command has written is of no use for the next one. */
  private static void clean(RolesRepo repo) {
    try {
      repo.git().reset().setMode(ResetCommand.ResetType.HARD).call();
      repo.git().clean().setCleanDirectories(true).setForce(true).call();
    } catch (GitAPIException e) {
      throw new AssertionError(e);
    }
  }
}
