package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What git granted, git takes back, whatever came in between: a commit grants u9 in {@code manage:
 * add}, something goes wrong or another way, and a later commit no longer declares u9.
 */
@Tag("e2e")
final class AccessThatStaysTest {
  private static final String U1 = "u1@example.com";
  private static final String U9 = "u9@example.com";
  private static final String VIEWER = "kind: Assignment\nrole: viewer\nmanage: add\n";
  private static final String RETIRED =
      "kind: RetiredRole\nslug: alpha\nretired: 2026-11-02\nreason: Over.\n";

  @TempDir Path folder;
  private Tenant tenant;
  private RecordingProxy proxy;
  private Team team;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(20);
    proxy = RecordingProxy.of(tenant.url());
    team = Team.of(folder, proxy.url());
    team.role("alpha", "add", U1).push("c0");
    team.apply().ended(ExitCode.DONE);
  }

  @AfterEach
  void stop() {
    team.close();
    proxy.close();
    tenant.close();
  }

  private boolean holds(String role, String user) {
    return tenant.outsider().holders(role).contains(user);
  }

  private void grantU9() {
    team.role("alpha", "add", U1, U9).push("c1: with u9");
  }

  /** The commit that takes u9 back, and all that has to be true afterwards. */
  private void takenBack() {
    team.role("alpha", "add", U1).push("c2: without u9");
    team.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES).says(U9);
    team.apply().ended(ExitCode.DONE);
    assertFalse(holds("alpha", U9));
    assertTrue(holds("alpha", U1));
    team.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    team.run("drift", "-v").ended(ExitCode.DONE);
  }

  @Test
  void anotherStepWasRefused() {
    grantU9();
    team.role("new", "add").push("c1: and a role");
    proxy.refuse(number -> number == 1);
    team.apply().ended(ExitCode.PARTLY_DONE);
    proxy.refuse(_ -> false);
    assertTrue(holds("alpha", U9));
    team.author().delete("roles/new.yaml");
    takenBack();
  }

  @Test
  void onlySomeCausesWereApplied() {
    tenant.outsider().write("PATCH", "roles/alpha", Map.of("description", "By hand."));
    grantU9();
    team.apply("--only", "pending").ended(ExitCode.DONE).says("Left out");
    assertTrue(holds("alpha", U9));
    takenBack();
  }

  @Test
  void anUnknownUserMadeARemovalWaitElsewhere() {
    team.role("beta", "exact", "u2@example.com", "gone@example.com").push("c0b");
    team.apply().ended(ExitCode.DONE);
    tenant.outsider().grant("beta", "u3@example.com");
    grantU9();
    team.apply().ended(ExitCode.DONE).says("Withheld");
    assertTrue(holds("beta", "u3@example.com"), "who might be gone@example.com stays");
    team.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES).says("Withheld");
    team.run("drift", "-v").ended(ExitCode.CHANGES).says("u3@example.com");
    team.role("beta", "exact", "u2@example.com");
    takenBack();
    assertEquals(List.of("u2@example.com"), tenant.outsider().holders("beta"));
  }

  @Test
  void theFilesWereDirtyAndCommittedLater() {
    var job = team.job();
    job.write("roles/alpha.yaml", job.read("roles/alpha.yaml") + "    - " + U9 + "\n");
    job.cli().run("apply", "--approve", "--allow-dirty").ended(ExitCode.DONE);
    assertTrue(holds("alpha", U9));
    grantU9();
    takenBack();
  }

  /** To the record it is the same whether the process or the remote ended before the end. */
  @Test
  void theRunWasKilledAfterTheGrant() {
    grantU9();
    team.takesPushes(1);
    team.apply().ended(ExitCode.PARTLY_DONE).says("could not be recorded");
    team.takesPushes(-1);
    assertTrue(holds("alpha", U9));
    String run = team.author().runId();
    team.role("alpha", "add", U1).push("c2: without u9");
    team.apply("--wait", "0s").ended(ExitCode.REMOTE_FAILED).says("lease-held", run);
    team.apply("--wait", "1m")
        .ended(ExitCode.REMOTE_FAILED)
        .says("Waiting for its end", "--take-over " + run);
    team.apply("--take-over", "nonsense").ended(ExitCode.INVALID_INPUT).says("unknown-run", run);
    assertTrue(holds("alpha", U9));
    team.apply("--take-over", run.substring(0, 8)).ended(ExitCode.DONE);
    assertFalse(holds("alpha", U9));
    team.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
  }

  @Test
  void whoIsWaitedForCannotActOnTheTerminal() {
    grantU9();
    team.takesPushes(1);
    var job = team.job().cli().with("USER", "eve\u001b[2J");
    job.run("apply", "--approve").ended(ExitCode.PARTLY_DONE);
    team.takesPushes(-1);
    team.apply("--wait", "1m")
        .ended(ExitCode.REMOTE_FAILED)
        .says("Waiting for its end", "eve")
        .saysNot("\u001b[2J");
  }

  @Test
  void theReportCouldNotBeWritten() {
    grantU9();
    team.apply("--report", "text=/dev/full")
        .ended(ExitCode.PARTLY_DONE)
        .says("/dev/full", "could not be written")
        .saysNot("bug of rolecall");
    assertTrue(holds("alpha", U9));
    takenBack();
  }

  @Test
  void theFileWasLostAndCameBackWithoutHim() {
    grantU9();
    team.apply().ended(ExitCode.DONE);
    team.author().delete("roles/alpha.yaml");
    team.push("The role vanishes");
    team.apply().ended(ExitCode.DONE).says("Withheld");
    team.run("drift", "-v").ended(ExitCode.CHANGES).says("role-vanished", U9);
    takenBack();
  }

  @Test
  void hisNameChangedInTheTenant() {
    grantU9();
    team.apply().ended(ExitCode.DONE);
    tenant.outsider().rename(tenant.outsider().user(U9), "nine@example.com");
    team.role("alpha", "add", U1).push("c2: without u9");
    team.apply().ended(ExitCode.DONE);
    assertFalse(holds("alpha", "nine@example.com"));
  }

  @Test
  void theRoleVanishedAndCameBackWithOthers() {
    team.role("alpha", "add", U1, U9, "u10@example.com").push("Three");
    team.apply().ended(ExitCode.DONE);
    team.author().delete("roles/alpha.yaml");
    team.push("Lost");
    team.apply().ended(ExitCode.DONE);
    team.role("alpha", "add", "u11@example.com").push("Back with somebody else");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of("u11@example.com"), tenant.outsider().holders("alpha"));
  }

  @Test
  void aRecordThatCannotBePushedStopsTheRunBeforeItsFirstWrite() {
    grantU9();
    team.takesPushes(0);
    proxy.forget();
    team.apply().ended(ExitCode.REMOTE_FAILED).says("record-refused", "no more pushes");
    assertTrue(proxy.seen().stream().noneMatch(RecordingProxy.Seen::isWrite));
    team.takesPushes(-1);
    team.apply().ended(ExitCode.DONE);
    takenBack();
  }

  @Test
  void whoWasGivenItByHandAfterGitGaveItUpKeepsIt() {
    grantU9();
    team.apply().ended(ExitCode.DONE);
    takenBack();
    tenant.outsider().grant("alpha", U9);
    team.apply().ended(ExitCode.DONE);
    assertTrue(holds("alpha", U9));
  }

  @Test
  void whoWasGivenAVanishedRoleByHandKeepsItWhenTheRoleComesBack() {
    grantU9();
    team.apply().ended(ExitCode.DONE);
    team.author().delete("roles/alpha.yaml");
    team.push("The role vanishes");
    tenant.outsider().take("alpha", U9);
    team.apply().ended(ExitCode.DONE);
    tenant.outsider().grant("alpha", U9);
    team.role("alpha", "add", U1).push("Back without u9");
    team.apply().ended(ExitCode.DONE);
    assertTrue(holds("alpha", U9), "a run saw that git's grant was gone");
  }

  @Test
  void anOldJobUndoesNothing() {
    var old = team.job();
    grantU9();
    team.apply().ended(ExitCode.DONE);
    old.cli()
        .run("apply", "--approve", "--format", "json")
        .ended(ExitCode.STALE)
        .says("\"stale\" : \"superseded\"");
    assertTrue(holds("alpha", U9));
    old.cli().run("plan").ended(ExitCode.DONE).says("superseded", "Goes back");
    old.cli().run("apply", "--approve", "--rollback").ended(ExitCode.DONE);
    assertFalse(holds("alpha", U9));
    team.apply().ended(ExitCode.STALE).says("rolled-back");
  }

  @Test
  void aLostRecordIsBegunAgainOnlyByWhoeverSaysSo() throws Exception {
    grantU9();
    team.apply().ended(ExitCode.DONE);
    Files.delete(team.remote().resolve("refs/heads/rolecall/record/production"));
    team.role("alpha", "add", U1).push("c2: without u9");
    team.apply().ended(ExitCode.REMOTE_FAILED).says("no-record", "--begin");
    team.run("plan", "-v").says("no-record", "--begin");
    team.run("drift", "-v").ended(ExitCode.CHANGES).says("no-record").saysNot("No drift:");
    team.apply("--begin").ended(ExitCode.DONE);
    assertTrue(holds("alpha", U9), "nobody is removed whom no record says git granted");
  }

  @Test
  void aLostRecordIsNotBegunInSilenceWhereTheFileIsLostToo() throws Exception {
    grantU9();
    team.apply().ended(ExitCode.DONE);
    Files.delete(team.remote().resolve("refs/heads/rolecall/record/production"));
    team.author().delete("roles/alpha.yaml");
    team.role("beta", "add", U1).push("Another role, and alpha is lost");
    team.run("drift", "-v").ended(ExitCode.CHANGES).says("no-record").saysNot("No drift:");
    team.apply().ended(ExitCode.REMOTE_FAILED).says("no-record", "earlier commits", "--begin");
    team.apply("--begin").ended(ExitCode.DONE);
  }

  /** A system role is never created, so it is known by who holds it. */
  @Test
  void aLostRecordOfASystemRoleIsBegunAgainOnlyByWhoeverSaysSo() throws Exception {
    team.author().delete("roles/alpha.yaml");
    team.author().write("retired/alpha.yaml", RETIRED);
    team.author().write("assignments/viewer.yaml", VIEWER + "users: [%s, %s]\n".formatted(U1, U9));
    team.push("c1: viewers alone");
    team.apply().ended(ExitCode.DONE);
    assertTrue(holds("viewer", U9));
    Files.delete(team.remote().resolve("refs/heads/rolecall/record/production"));
    team.author().write("assignments/viewer.yaml", VIEWER + "users: [%s]\n".formatted(U1));
    team.push("c2: without u9");
    team.run("drift", "-v").ended(ExitCode.CHANGES).says("no-record");
    team.apply().ended(ExitCode.REMOTE_FAILED).says("no-record", "--begin");
    team.apply("--begin").ended(ExitCode.DONE);
    assertTrue(holds("viewer", U9), "nobody is removed whom no record says git granted");
  }

  @Test
  void theRecordOfAnotherTenantIsNone() {
    try (var other = Tenant.ofUsers(20)) {
      team.author().write("rolecall.yaml", RolesRepo.settings(other.url()));
      team.push("Another url");
      team.run("plan", "-v").ended(ExitCode.DONE).says("another tenant");
      team.apply().ended(ExitCode.REMOTE_FAILED).says("record-of-another-tenant", "--rebind");
      assertEquals(List.of(), other.outsider().holders("alpha"));
      team.apply("--rebind", "production").ended(ExitCode.DONE).says("subject-recycled");
      assertEquals(List.of(), other.outsider().holders("alpha"), "it did not move: another u1");
      team.run("plan", "-v")
          .ended(ExitCode.DONE)
          .says("subject-recycled")
          .saysNot("another tenant");
    }
  }
}
