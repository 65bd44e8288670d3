package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the record stands is said before anybody applies, and nothing is written for it. */
@Tag("e2e")
final class DoctorOfRecordsTest {
  private static final Instant NOW = Cli.NOW;
  private static final String BRANCH = "record             origin refs/heads/rolecall/record/";

  @TempDir Path folder;
  private Tenant tenant;
  private Team team;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(2);
    team = Team.of(folder, tenant.url());
    team.role("alpha", "add", Tenant.email(0)).push("A role");
  }

  @AfterEach
  void stop() {
    team.close();
    tenant.close();
  }

  /** What it says; the remote has the same refs afterwards. */
  private Cli.Ran doctor(Instant at) {
    List<String> before = refs();
    Cli.Ran ran = team.job().cli().at(at).run("doctor");
    assertEquals(before, refs());
    return ran.saysNot("\tat ");
  }

  private List<String> refs() {
    try (Git git = Git.open(team.remote().toFile())) {
      var refs = new ArrayList<String>();
      git.getRepository().getRefDatabase().getRefs().forEach(ref -> refs.add(ref.toString()));
      return refs;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void apply(ExitCode exit) {
    team.job().cli().at(NOW).run("apply", "--approve", "--begin").ended(exit);
  }

  @Test
  void noneYet() {
    doctor(NOW).ended(ExitCode.DONE).says(BRANCH + "production", "none yet", "without writing");
  }

  @Test
  void oneThatWasLostIsToldAsApplyTellsIt() throws IOException {
    apply(ExitCode.DONE);
    try (Git remote = Git.open(team.remote().toFile())) {
      var branch = remote.getRepository().updateRef("refs/heads/rolecall/record/production");
      branch.setForceUpdate(true);
      branch.delete();
    }
    String lost = "Nothing is recorded of production, and it has 1 of the declared roles already.";
    doctor(NOW).ended(ExitCode.DONE).says("none yet", "warning  Not for apply: " + lost, "--begin");
    team.job().cli().at(NOW).run("apply", "--approve").ended(ExitCode.REMOTE_FAILED).says(lost);
  }

  @Test
  void theLastRun() {
    apply(ExitCode.DONE);
    doctor(NOW).ended(ExitCode.DONE).says("last run " + NOW, ", done, by ");
  }

  @Test
  void aRunInProgressAndOneThatNeverEnds() {
    team.takesPushes(1);
    apply(ExitCode.PARTLY_DONE);
    String run = team.author().runId();
    doctor(NOW).ended(ExitCode.DONE).says("in progress and may write until ", run);
    team.takesPushes(-1);
    Instant later = NOW.plus(Duration.ofMinutes(36));
    // The clocks differ then, which is said beside it.
    doctor(later).ended(ExitCode.DONE).says("has no end", "the next apply settles it");
  }

  @Test
  void ofAnotherTenant() {
    apply(ExitCode.DONE);
    try (var moved = Tenant.ofUsers(2)) {
      team.author().edit("rolecall.yaml", tenant.url().toString(), moved.url().toString());
      team.push("Moved");
      doctor(NOW)
          .ended(ExitCode.REMOTE_FAILED)
          .says("of another tenant: ", "warning", "--rebind production.");
      team.run("apply", "--approve").ended(ExitCode.REMOTE_FAILED).says("--rebind");
    }
  }

  @Test
  void renamed() {
    apply(ExitCode.DONE);
    String old = team.author().read("rolecall.yaml");
    team.author().edit("rolecall.yaml", "  production:", "  live:");
    team.push("Another name");
    team.job()
        .cli()
        .at(NOW)
        .run("apply", "--approve", "--rebind", "production")
        .ended(ExitCode.DONE);
    team.author().write("rolecall.yaml", old);
    team.push("The old name");
    doctor(NOW).ended(ExitCode.REMOTE_FAILED).says("goes on as that of live");
  }

  @Test
  void unreadable() throws GitAPIException {
    try (Git git = Git.open(team.remote().toFile())) {
      git.branchCreate().setName("rolecall/record/production").setStartPoint("main").call();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    doctor(NOW).ended(ExitCode.REMOTE_FAILED).says("cannot be read", "warning  The record at ");
  }

  @Test
  void unreachable() throws IOException {
    var job = team.job();
    Path away = folder.resolve("away.git");
    Files.move(team.remote(), away);
    job.cli()
        .at(NOW)
        .run("doctor")
        .ended(ExitCode.REMOTE_FAILED)
        .says("cannot be reached", "Could not fetch", "plan needs");
    Files.move(away, team.remote());
  }

  @Test
  void whatKeepsNone() throws IOException {
    Path plain = Files.createDirectory(folder.resolve("plain"));
    Files.writeString(plain.resolve("rolecall.yaml"), RolesRepo.settings(tenant.url()));
    Cli.Ran ran = Cli.in(plain).at(NOW).run("doctor").ended(ExitCode.DONE);
    ran.says("a plain folder keeps no record");
    assertTrue(Files.notExists(plain.resolve(".git")));
  }

  @Test
  void isSaidOfATenantThatIsDownToo() {
    tenant.close();
    doctor(NOW).ended(ExitCode.REMOTE_FAILED).says(BRANCH, "none yet", "could not");
  }
}
