package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A team whose older rolecall kept {@code refs/rolecall/applied/TENANT} on the remote: the first
 * run with a record starts from that commit.
 */
@Tag("e2e")
final class OlderRolecallTest {
  private static final String SEED = "refs/rolecall/applied/production";
  private static final String U1 = "u1@example.com";
  private static final String U5 = "u5@example.com";
  private static final String U9 = "u9@example.com";

  @TempDir Path folder;
  private Tenant tenant;
  private Team team;
  private String c0;
  private String c1;

  /** c1 was applied by it: alpha is there with u1 and u9; u5 was added by hand. */
  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(20);
    team = Team.of(folder, tenant.url());
    c0 = team.role("alpha", "add", U1).push("c0");
    c1 = team.role("alpha", "add", U1, U9).push("c1: with u9");
    tenant.outsider().makeRole("alpha");
    List.of(U1, U5, U9).forEach(user -> tenant.outsider().grant("alpha", user));
    seed(c1);
  }

  @AfterEach
  void stop() {
    team.close();
    tenant.close();
  }

  private void seed(String commit) {
    try {
      Path ref = team.remote().resolve(SEED);
      Files.createDirectories(ref.getParent());
      Files.writeString(ref, commit + "\n");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> holders() {
    return tenant.outsider().holders("alpha");
  }

  private Cli at(String commit) throws Exception {
    var job = team.job();
    job.git().checkout().setName(commit).call();
    return job.cli();
  }

  @Test
  void whatItsCommitGrantedIsTakenBack() {
    team.role("alpha", "add", U1).push("c2: without u9");
    team.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES).says(U9).saysNot("no-record");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U1, U5), holders(), "u5 was never git's");
    team.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    team.role("alpha", "add").push("c3: nobody");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U5), holders());
    assertEquals(c1, seeded(), "the older one's ref is never moved again");
  }

  private String seeded() {
    return RolesRepo.text(team.remote().resolve(SEED)).strip();
  }

  @Test
  void theSameCommitBeginsTheRecord() {
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U1, U5, U9), holders());
    team.role("alpha", "add", U1).push("c2: without u9");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U1, U5), holders());
  }

  @Test
  void onceThereIsARecordTheRefSaysNothingAnyMore() {
    team.role("alpha", "add", U1).push("c2: without u9");
    team.apply().ended(ExitCode.DONE);
    tenant.outsider().grant("alpha", U9);
    team.role("alpha", "add").push("c3: nobody");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U5, U9), holders(), "u9 was given it by hand since");
  }

  @Test
  void anOlderCommitGoesBack() throws Exception {
    at(c0).run("plan").ended(ExitCode.DONE).says("superseded");
    at(c0).run("apply", "--approve").ended(ExitCode.STALE).says("superseded");
    assertEquals(List.of(U1, U5, U9), holders());
    assertTrue(team.author().run().isEmpty());
  }

  @Test
  void anUnrelatedCommitGoesBack() throws Exception {
    var author = team.author();
    author.git().checkout().setName("feature").setCreateBranch(true).setStartPoint(c0).call();
    team.role("beta", "add", U1);
    String feature = author.commit("Beta, cut from c0");
    author.git().push().add("feature").call();
    at(feature).run("plan").ended(ExitCode.DONE).says("goes-back");
    at(feature).run("apply", "--approve").ended(ExitCode.STALE).says("goes-back");
    assertEquals(List.of(U1, U5, U9), holders());
  }

  /** What cannot be read is no seed: nobody guesses, and it is said. */
  @Test
  void aRefThatNamesNothingReadableIsNoSeed() throws Exception {
    team.role("alpha", "add", U1).push("c2: without u9");
    var laptop = team.job();
    Files.delete(team.remote().resolve(SEED));
    Path here = laptop.file(".git").resolve(SEED);
    Files.createDirectories(here.getParent());
    Files.writeString(here, "0123456789012345678901234567890123456789\n");
    laptop.cli().run("apply", "--approve").ended(ExitCode.REMOTE_FAILED).says("no-record");
    seed(laptop.ref("HEAD:roles/alpha.yaml").orElseThrow());
    team.apply().ended(ExitCode.REMOTE_FAILED).says("no-record", "--begin");
    assertEquals(List.of(U1, U5, U9), holders());
    assertTrue(team.author().run().isEmpty());
    team.apply("--begin").ended(ExitCode.DONE);
    assertEquals(List.of(U1, U5, U9), holders(), "nobody knows whom git granted");
  }
}
