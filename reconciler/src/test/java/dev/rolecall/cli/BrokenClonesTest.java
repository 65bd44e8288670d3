package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A clone that cannot be opened, or whose HEAD names no commit, is never taken for no clone. */
@Tag("e2e")
final class BrokenClonesTest {
  private static final List<List<String>> COMMANDS =
      Stream.of(
              "plan",
              "drift",
              "history",
              "doctor",
              "validate",
              "apply --approve",
              "apply --approve --allow-dirty",
              "retire never-declared --reason gone")
          .map(command -> List.of(command.split(" ")))
          .toList();

  @TempDir Path folder;
  private Tenant tenant;
  private Team team;
  private RolesRepo job;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(2);
    team = Team.of(folder, tenant.url());
    team.role("alpha", "add", Tenant.email(0)).push("A role");
    team.apply().ended(ExitCode.DONE);
    job = team.job();
  }

  @AfterEach
  void stop() {
    team.close();
    tenant.close();
  }

  private static void allRefuse(RolesRepo clone, String... said) {
    for (List<String> command : COMMANDS) {
      clone
          .cli()
          .run(command.toArray(String[]::new))
          .ended(ExitCode.INVALID_INPUT)
          .says(said)
          .says("unreadable-clone", "git status")
          .saysNot("bug of rolecall");
    }
  }

  private static void deleteTree(Path top) throws IOException {
    try (var files = Files.walk(top)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "objects", "refs"})
  void aCloneThatLacksAPartIsNamed(String part) throws IOException {
    deleteTree(job.file(".git/" + part));
    allRefuse(job, job.file(".git").toString(), part, "says in " + job.directory().toRealPath());
    job.cli().run("import").ended(ExitCode.INVALID_INPUT).says("unreadable-clone");
    job.cli().run("new", "beta").ended(ExitCode.INVALID_INPUT).says("unreadable-clone");
  }

  @ParameterizedTest
  @CsvSource({"gitdir: /nope, points to /nope", "garbage, does not begin with gitdir:"})
  void aFileThatPointsNowhereIsNamed(String text, String said) throws IOException {
    deleteTree(job.file(".git"));
    Files.writeString(job.file(".git"), text + "\n");
    allRefuse(job, said);
  }

  @Test
  void aLinkThatLeadsNowhereIsNamed() throws IOException {
    deleteTree(job.file(".git"));
    Files.createSymbolicLink(job.file(".git"), Path.of("nowhere"));
    allRefuse(job, "is neither a folder nor a file");
  }

  /** A folder of the clone, and a clone above it that is whole: neither is asked instead. */
  @Test
  void theNearestOneCounts() throws IOException {
    Path inner = job.file("roles/inner");
    Files.createDirectories(inner.resolve("deep"));
    Files.createDirectory(inner.resolve(".git"));
    Files.copy(job.file("rolecall.yaml"), inner.resolve("deep/rolecall.yaml"));
    Cli.in(inner.resolve("deep"))
        .run("drift")
        .ended(ExitCode.INVALID_INPUT)
        .says("unreadable-clone", inner.resolve(".git").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "HEAD, ref: refs/heads/../../x, can be no branch",
    "HEAD, ref: nowhere, can be no branch",
    "HEAD, '', leads to no branch",
    "HEAD, garbage, HEAD",
    "refs/heads/main, ref: refs/heads/main, leads to no branch",
    "refs/heads/main, '', names no commit",
    "refs/heads/main, garbage, refs/heads/main",
  })
  void aHeadThatLeadsNowhereIsNamed(String file, String text, String said) {
    job.write(".git/" + file, text.isEmpty() ? "" : text + "\n");
    allRefuse(job, said);
  }

  /** The branch has no commit, the clone has; the files are those of the record all the same. */
  @Test
  void anUnbornBranchIsNoPlainFolder() {
    job.write(".git/HEAD", "ref: refs/heads/other\n");
    for (String command : List.of("plan", "drift", "apply --approve --allow-dirty")) {
      job.cli()
          .run(command.split(" "))
          .ended(ExitCode.INVALID_INPUT)
          .says("no-commit", "other has no commit", "--ref REV")
          .saysNot("No drift", "plain folder");
    }
    job.cli().run("drift", "--ref", "main").ended(ExitCode.DONE).says("No drift");
    job.cli().run("validate").ended(ExitCode.DONE).says("no-commit");
    job.cli().run("history").ended(ExitCode.DONE).says("1 run.");
    job.cli().run("doctor").ended(ExitCode.DONE).says("last run");
  }

  /** Nothing was ever committed here, and the record stands on the remote. */
  @Test
  void aFreshCloneWithoutACommitLooksForTheRecord() throws IOException {
    Path other = folder.resolve("other");
    try (var fresh = RolesRepo.of(other, tenant.url())) {
      fresh.write("roles/alpha.yaml", job.read("roles/alpha.yaml"));
      fresh.cli().run("validate").ended(ExitCode.DONE).saysNot("no-commit");
      fresh.cli().run("plan").ended(ExitCode.DONE).saysNot("no-commit");
      fresh.cli().run("drift").ended(ExitCode.DONE);
      assertTrue(Files.notExists(fresh.file(".git/rolecall")));
      var config = fresh.git().getRepository().getConfig();
      config.setString("remote", "origin", "url", team.remote().toUri().toString());
      config.save();
      for (String command : List.of("plan", "drift")) {
        fresh
            .cli()
            .run(command)
            .ended(ExitCode.INVALID_INPUT)
            .says("no-commit", "rolecall/record/production", "Commit first");
      }
      fresh.cli().run("validate").ended(ExitCode.DONE);
    }
  }
}
