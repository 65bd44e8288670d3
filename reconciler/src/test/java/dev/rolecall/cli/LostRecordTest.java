package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No record where there ought to be one, or a copy of it: nobody is removed by a guess. */
@Tag("e2e")
final class LostRecordTest {
  private static final String U1 = "u1@example.com";
  private static final String U5 = "u5@example.com";
  private static final String U9 = "u9@example.com";

  @TempDir Path folder;
  private Tenant tenant;
  private Team team;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(20);
    team = Team.of(folder, tenant.url());
  }

  @AfterEach
  void stop() {
    team.close();
    tenant.close();
  }

  private List<String> holders() {
    return tenant.outsider().holders("alpha");
  }

  private void applied() {
    team.role("alpha", "add", U1, U9).push("c1: with u9");
    team.apply().ended(ExitCode.DONE);
    tenant.outsider().grant("alpha", U5);
  }

  /** Main of the author in a repository of its own. */
  private Path moved() throws Exception {
    Path other = folder.resolve("moved.git");
    Git.init().setBare(true).setInitialBranch("main").setDirectory(other.toFile()).call().close();
    pushTo(other);
    return other;
  }

  private void pushTo(Path other) throws Exception {
    team.author()
        .git()
        .push()
        .setRemote(other.toUri().toString())
        .setRefSpecs(new RefSpec("refs/heads/main:refs/heads/main"))
        .call();
  }

  private void without(Path repository, String name) throws Exception {
    team.role("alpha", "add", U1).push(name);
    pushTo(repository);
  }

  @Test
  void aFirstRunOnATenantThatHasTheRoles() {
    tenant.outsider().write("POST", "roles", Map.of("slug", "alpha", "name", "By Hand")).ok();
    List.of(U1, U9).forEach(user -> tenant.outsider().grant("alpha", user));
    team.role("alpha", "add", U1, U5).push("c0");
    team.run("plan", "-v").ended(ExitCode.DONE).says("no-record", "takes-over");
    team.apply().ended(ExitCode.REMOTE_FAILED).says("no-record", "--begin");
    assertEquals(List.of(U1, U9), holders());
    team.apply("--begin").ended(ExitCode.DONE).says("adopts");
    assertEquals(List.of(U1, U5, U9), holders(), "u9 was never git's");
    team.role("alpha", "add").push("c1: nobody");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U9), holders(), "u1 was adopted");
  }

  @Test
  void aRepositoryThatMovedWithoutIt() throws Exception {
    applied();
    Path other = moved();
    without(other, "c2: without u9");
    try (var job = RolesRepo.cloneOf(other, folder.resolve("job-of-moved"))) {
      job.cli().run("plan", "-v").ended(ExitCode.DONE).says("no-record", "--begin");
      job.cli().run("drift", "-v").ended(ExitCode.CHANGES).says("no-record");
      job.cli().run("apply", "--approve").ended(ExitCode.REMOTE_FAILED).says("no-record");
      job.cli().run("apply", "--approve", "--begin").ended(ExitCode.DONE);
      assertEquals(List.of(U1, U5, U9), holders(), "nobody is removed whom no record names");
      job.cli().run("plan", "-v").ended(ExitCode.DONE).says("unmanaged-holder", U9);
    }
  }

  /** A fork with the record goes on from it; what the other one grants later is not its own. */
  @Test
  void aForkThatCopiedIt() throws Exception {
    applied();
    Path fork = folder.resolve("fork.git");
    RolesRepo.copy(team.remote(), fork);
    team.role("alpha", "add", U1, U9, "u10@example.com").push("c2: u10 too");
    team.apply().ended(ExitCode.DONE);
    try (var job = RolesRepo.cloneOf(fork, folder.resolve("job-of-fork"))) {
      job.edit("roles/alpha.yaml", "    - " + U9 + "\n", "").commit("The fork's: without u9");
      job.push();
      job.cli().run("apply", "--approve").ended(ExitCode.DONE);
      assertEquals(
          List.of("u10@example.com", U1, U5), holders(), "u9 is in its record, u10 is not");
    }
    team.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES).says(U9);
    team.role("alpha", "add").push("c3: nobody");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U5), holders());
  }

  @Test
  void aSecondRemoteChangesNothing() throws Exception {
    applied();
    Path other = moved();
    team.role("alpha", "add", U1).push("c2: without u9");
    var job = team.job();
    job.git().remoteAdd().setName("backup").setUri(new URIish(other.toUri().toString())).call();
    job.cli().run("apply", "--approve").ended(ExitCode.DONE).says("recorded at origin");
    assertEquals(List.of(U1, U5), holders());
    team.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
  }

  @Test
  void aRemoteOfAnotherNameIsStillTheOne() throws Exception {
    applied();
    team.role("alpha", "add", U1).push("c2: without u9");
    var job = team.job();
    rename(job);
    job.cli().run("apply", "--approve").ended(ExitCode.DONE).says("recorded at upstream");
    assertEquals(List.of(U1, U5), holders());
    assertEquals(team.author().ref("HEAD"), team.author().applied());
  }

  private static void rename(RolesRepo job) throws Exception {
    Path config = job.file(".git/config");
    String text = RolesRepo.text(config);
    RolesRepo.replace(
        config,
        text.replace("[remote \"origin\"]", "[remote \"upstream\"]")
            .replace("remote = origin", "remote = upstream")
            .replace("refs/remotes/origin/", "refs/remotes/upstream/"));
    job.git().fetch().setRemote("upstream").call();
  }

  /** CI checks a commit out, no branch; a record in this clone alone is lost with the job. */
  @Test
  void aRemoteOfAnotherNameIsStillTheOneWithoutABranch() throws Exception {
    var job = team.job();
    rename(job);
    team.role("alpha", "add", U1, U9).push("c1: with u9");
    job.git().fetch().setRemote("upstream").call();
    job.git().checkout().setName(team.author().ref("HEAD").orElseThrow()).call();
    job.cli().run("apply", "--approve").says("recorded at upstream");
    assertTrue(team.author().run().isPresent(), "the next job has to know of it");
  }

  @Test
  void itsNameInTheFilesIsNotOneOfThisClone() {
    applied();
    team.author()
        .write("rolecall.yaml", RolesRepo.settings(tenant.url(), "record: { remote: hub }"));
    team.push("Another remote");
    team.apply().ended(ExitCode.INVALID_INPUT).says("no remote 'hub'");
    assertEquals(List.of(U1, U5, U9), holders());
  }

  @Test
  void lostTogetherWithTheFileOfTheRole() throws Exception {
    team.role("beta", "add", U1);
    applied();
    Files.delete(team.remote().resolve(RolesRepo.RECORD));
    team.author().delete("roles/alpha.yaml");
    team.push("c2: alpha is lost too");
    team.apply().ended(ExitCode.REMOTE_FAILED).says("no-record");
    team.apply("--begin").ended(ExitCode.DONE);
    team.run("plan", "-v").ended(ExitCode.DONE).says("unmanaged-role", "alpha");
    team.role("alpha", "add", U1).push("c3: alpha is back, without u9");
    team.run("plan", "-v").ended(ExitCode.DONE).says("takes-over", "unmanaged-holder", U9);
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U1, U5, U9), holders(), "nobody is removed by a guess");
    team.role("alpha", "exact", U1).push("c4: exactly");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U1), holders());
  }

  /** No other role is declared: the history says that there was one, and the tenant has it. */
  @Test
  void lostTogetherWithTheFileOfTheOnlyRole() throws Exception {
    applied();
    Files.delete(team.remote().resolve(RolesRepo.RECORD));
    team.author().delete("roles/alpha.yaml");
    team.push("c2: alpha is lost too");
    team.run("plan", "-v").ended(ExitCode.DONE).says("no-record");
    team.run("drift", "-v").ended(ExitCode.CHANGES).says("no-record");
    team.apply().ended(ExitCode.REMOTE_FAILED).says("no-record", "--begin");
  }
}
