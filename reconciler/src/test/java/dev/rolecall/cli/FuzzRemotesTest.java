package dev.rolecall.cli;

import dev.rolecall.git.HttpBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.util.FileUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Remotes and clones whose files are damaged at random, and remotes whose answers are: whatever it
 * is, the answer is a sentence and never a bug. The properties are those of {@link FuzzTest}.
 */
@Tag("e2e")
final class FuzzRemotesTest {
  private static final int FEW = 60;

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("validate", "--base", "HEAD~1"),
          List.of("plan"),
          List.of("plan", "--base", "HEAD~1"),
          List.of("drift"),
          List.of("doctor"),
          List.of("history"),
          List.of("history", "alpha"),
          List.of("apply", "--approve"),
          List.of("apply", "--approve", "--rollback"));

  @TempDir Path folder;

  @Test
  void noRemoteAndNoCloneIsABug() throws IOException {
    var fuzz = new FuzzRun(FEW);
    Path whole = folder.resolve("whole");
    Path used = folder.resolve("used");
    try (var tenant = Tenant.ofUsers(3);
        var server = HttpBackend.open(used, true)) {
      prepare(whole, tenant, server.url("remote.git"));
      keepWhatAPlanFetches(whole, used);
      fuzz.play(random -> {
        List<String> command = COMMANDS.get(random.nextInt(COMMANDS.size()));
        RolesRepo.copy(whole, used);
        switch (random.nextInt(3)) {
          case 0 -> damage(used.resolve("remote.git"), random);
          case 1 -> damage(used.resolve("job/.git"), random);
          default -> server.lying(body -> random.nextBoolean() ? Damage.to(body, random) : body);
        }
        var ran = Cli.in(used.resolve("job")).run(command.toArray(String[]::new));
        server.lying(UnaryOperator.identity());
        delete(used);
        return ran;
      });
    }
    fuzz.report("fuzz-remotes.txt");
  }

  /** A remote with a record, and a clone that is one commit further than what was applied. */
  private static void prepare(Path whole, Tenant tenant, String url) throws IOException {
    try (var team = Team.of(whole, tenant.url())) {
      team.role("alpha", "add", Tenant.email(0)).push("c0: alpha");
      team.apply().ended(ExitCode.DONE);
      team.role("alpha", "add", Tenant.email(0), Tenant.email(1)).role("beta", "exact");
      team.push("c1: beta too");
      RolesRepo job = team.job();
      var config = job.git().getRepository().getConfig();
      config.setString("remote", "origin", "url", url);
      config.save();
      RolesRepo.copy(job.directory(), whole.resolve("job"));
    }
  }

  /** The next command meets a store of the record that is there already, and damaged too. */
  private static void keepWhatAPlanFetches(Path whole, Path used) throws IOException {
    RolesRepo.copy(whole, used);
    Cli.in(used.resolve("job")).run("plan").ended(ExitCode.DONE);
    delete(whole.resolve("job"));
    RolesRepo.copy(used.resolve("job"), whole.resolve("job"));
    delete(used);
  }

  private static void damage(Path git, Random random) throws IOException {
    List<Path> files;
    try (var all = Files.walk(git)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(file -> !file.startsWith(git.resolve("hooks")))
              .sorted()
              .toList();
    }
    Path file = files.get(random.nextInt(files.size()));
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file); // objects are read-only
    switch (random.nextInt(6)) {
      case 0 -> {}
      case 1 -> Files.createDirectories(file);
      case 2 -> Files.write(file, new byte[0]);
      default -> Files.write(file, Damage.to(bytes, random));
    }
  }

  private static void delete(Path folder) throws IOException {
    FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE);
  }
}
