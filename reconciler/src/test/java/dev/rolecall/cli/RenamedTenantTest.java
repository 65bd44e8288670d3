package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant that rolecall.yaml calls by another name from a commit on keeps its record. */
@Tag("e2e")
final class RenamedTenantTest {
  private static final String U1 = "u1@example.com";
  private static final String U9 = "u9@example.com";

  @TempDir Path folder;
  private Tenant tenant;
  private Team team;
  private RolesRepo before;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(20);
    team = Team.of(folder, tenant.url());
    team.role("alpha", "add", U1, U9).push("c1: with u9");
    team.apply().ended(ExitCode.DONE);
    before = team.job();
    rename("live");
  }

  @AfterEach
  void stop() {
    team.close();
    tenant.close();
  }

  private void rename(String name) {
    String yaml = RolesRepo.settings(tenant.url()).replace("  production:", "  " + name + ":");
    team.author().write("rolecall.yaml", yaml);
    team.push("Call it " + name);
  }

  private List<String> holders() {
    return tenant.outsider().holders("alpha");
  }

  @Test
  void itsRecordGoesOnUnderTheNewName() {
    team.run("plan", "-v").says("nothing recorded yet");
    team.apply().ended(ExitCode.REMOTE_FAILED).says("no-record", "--rebind NAME");
    team.apply("--rebind", "production").ended(ExitCode.DONE);
    team.role("alpha", "add", U1).push("c2: without u9");
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U1), holders());
    for (String name : List.of("live", "nosuch")) {
      team.apply("--rebind", name).ended(ExitCode.DONE).says("not-moved", "has not moved");
    }
    team.apply("--take-over", "nosuchrun").ended(ExitCode.DONE).says("No run that could be taken");
    team.apply("--only", ",").ended(ExitCode.USAGE);
    team.run("drift", "-v").ended(ExitCode.DONE);
    team.run("history", U9)
        .ended(ExitCode.DONE)
        .says("+ granted   role alpha", "- removed   role alpha");
    team.job().cli().run("history").ended(ExitCode.DONE).says("went on as that of live");
  }

  @Test
  void aJobThatKnowsTheOldNameIsRefused() {
    team.role("alpha", "add", U1).push("c2: without u9");
    team.apply("--rebind", "production").ended(ExitCode.DONE);
    assertEquals(List.of(U1), holders());
    for (String command : List.of("plan", "drift")) {
      before.cli().run(command).ended(ExitCode.REMOTE_FAILED).says("goes on as that of live");
    }
    for (String more : List.of("--begin", "--rollback", "--allow-dirty")) {
      before
          .cli()
          .run("apply", "--approve", more)
          .ended(ExitCode.REMOTE_FAILED)
          .says("record-renamed", "goes on as that of live");
    }
    assertEquals(List.of(U1), holders());
  }

  @Test
  void aPushThatIsRefusedInBetweenIsMadeGood() {
    team.takesPushes(1);
    team.apply("--rebind", "production").ended(ExitCode.REMOTE_FAILED).says("no more pushes");
    team.takesPushes(-1);
    team.apply().ended(ExitCode.REMOTE_FAILED).says("no-record");
    team.role("alpha", "add", U1).push("c2: without u9");
    team.apply("--rebind", "production").ended(ExitCode.DONE);
    assertEquals(List.of(U1), holders());
  }

  @Test
  void itMayBeCalledAsBeforeAgain() {
    team.apply("--rebind", "production").ended(ExitCode.DONE);
    rename("production");
    team.apply().ended(ExitCode.REMOTE_FAILED).says("goes on as that of live");
    team.role("alpha", "add", U1).push("c2: without u9");
    team.apply("--rebind", "live").ended(ExitCode.DONE);
    assertEquals(List.of(U1), holders());
    team.apply().ended(ExitCode.DONE);
  }

  @Test
  void whatIsNoFormerNameIsRefused() {
    team.apply("--rebind", "staging")
        .ended(ExitCode.REMOTE_FAILED)
        .says("no-record", "no record of staging");
    team.apply("--rebind", "a b").ended(ExitCode.INVALID_INPUT).says("a b");
    team.author()
        .write(
            "rolecall.yaml",
            RolesRepo.settings(
                RolesRepo.entry("production", tenant.url()),
                RolesRepo.entry("live", tenant.url())));
    team.push("Two tenants");
    team.apply("--tenant", "live", "--rebind", "production")
        .ended(ExitCode.INVALID_INPUT)
        .says("production is a tenant of its own");
    assertEquals(List.of(U1, U9), holders());
  }
}
