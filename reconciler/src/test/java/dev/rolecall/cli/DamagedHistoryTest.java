package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand.ResetType;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The commit that was applied can no longer be read, in part or at all: what git granted is in the
 * record, and whether a later commit undoes it is judged by the record or not at all, but said.
 */
@Tag("e2e")
final class DamagedHistoryTest {
  private static final String U1 = "u1@example.com";
  private static final String U5 = "u5@example.com";
  private static final String U9 = "u9@example.com";

  @TempDir Path folder;
  private Tenant tenant;
  private Team team;
  private String c0;
  private String c1;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(20);
    team = Team.of(folder, tenant.url());
    c0 = team.role("alpha", "add", U1).push("c0");
    team.apply().ended(ExitCode.DONE);
    c1 = team.role("alpha", "add", U1, U9).push("c1: with u9");
    team.apply().ended(ExitCode.DONE);
    tenant.outsider().grant("alpha", U5);
  }

  @AfterEach
  void stop() {
    team.close();
    tenant.close();
  }

  private List<String> holders() {
    return tenant.outsider().holders("alpha");
  }

  /** Main begins anew at c0, and the remote throws away what no branch has. */
  private void rewrite(String... users) throws Exception {
    Git author = team.author().git();
    author.reset().setMode(ResetType.HARD).setRef(c0).call();
    for (String user : users) {
      team.role("alpha", "add", U1, user);
      team.author().commit("Again: " + user);
    }
    team.role("alpha", "add", U1).role("beta", "add", U1);
    team.author().commit("c2: without u9");
    author.push().setForce(true).call();
    LooseObjects.unpack(team.remote());
    try (Git remote = Git.open(team.remote().toFile())) {
      assertFalse(remote.getRepository().getObjectDatabase().has(ObjectId.fromString(c1)));
    }
  }

  @Test
  void goneFromTheRemoteWithARewrittenMainThatTookItIn() throws Exception {
    rewrite(U9);
    team.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES).says(U9);
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U1, U5), holders(), "what it granted is in the record");
    team.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    team.run("drift", "-v").ended(ExitCode.DONE);
  }

  @Test
  void goneFromTheRemoteWithARewrittenMainThatDidNot() throws Exception {
    rewrite();
    team.run("plan", "-v").ended(ExitCode.DONE).says("goes-back", "only the record could tell");
    team.apply().ended(ExitCode.STALE).says("goes-back", "only the record could tell");
    assertEquals(List.of(U1, U5, U9), holders());
    team.apply("--rollback").ended(ExitCode.DONE);
    assertEquals(List.of(U1, U5), holders());
  }

  /** Its commit, a folder of it, or a file: the clone at hand is refused, the next one goes on. */
  @ParameterizedTest(name = "c1{0}")
  @ValueSource(strings = {"", ":roles", ":roles/alpha.yaml"})
  void damagedInTheClone(String what) throws Exception {
    String object = team.author().ref(c1 + what).orElseThrow();
    team.role("alpha", "add", U1).push("c2: without u9");
    var job = team.job();
    damage(job.file(".git"), object);
    refused(job, object);
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U1, U5), holders());
  }

  /** Nobody can clone it any more; who has a clone that is damaged too hears of it each time. */
  @Test
  void damagedEverywhere() throws Exception {
    team.role("alpha", "add", U1).push("c2: without u9");
    var job = team.job();
    var whole = team.job();
    damage(job.file(".git"), c1);
    damage(team.remote(), c1);
    refused(job, c1);
    whole.cli().run("apply", "--approve").ended(ExitCode.DONE);
    assertEquals(List.of(U1, U5), holders(), "by whoever has all of it");
  }

  private void refused(RolesRepo job, String object) {
    int runs = team.commitsOfTheRecord();
    for (String command : List.of("plan", "drift")) {
      job.cli().run(command).ended(ExitCode.REMOTE_FAILED).says(object);
    }
    for (String more : List.of("--rollback")) {
      job.cli().run("apply", "--approve", more).ended(ExitCode.REMOTE_FAILED).says(object);
    }
    assertEquals(List.of(U1, U5, U9), holders());
    assertEquals(runs, team.commitsOfTheRecord());
    job.cli().run("plan").says(c1.substring(0, 7), "git f"); // which commit; git fetch, git fsck
    job.cli().run("history").ended(ExitCode.DONE).says("2 runs.");
  }

  private static void damage(Path gitDir, String object) throws IOException {
    LooseObjects.unpack(gitDir);
    Files.delete(LooseObjects.file(gitDir, object));
  }
}
