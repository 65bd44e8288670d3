package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lock file that a dead process left behind is said, stops writes, and freezes nothing. */
@Tag("e2e")
final class StaleLockTest {
  private static final String U1 = "u1@example.com";
  private static final String U9 = "u9@example.com";

  @TempDir Path folder;
  private Tenant tenant;
  private RecordingProxy proxy;
  private Team team;
  private volatile Runnable afterFirst = () -> {};

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(20);
    proxy =
        RecordingProxy.of(
            tenant.url(),
            (number, moment) -> {
              if (number == 1 && moment == RecordingProxy.Moment.AFTER) {
                afterFirst.run();
              }
            });
    team = Team.of(folder, proxy.url());
    team.role("alpha", "add", U1, U9).push("c1: with u9");
  }

  @AfterEach
  void stop() {
    team.close();
    proxy.close();
    tenant.close();
  }

  private Path onTheRemote() {
    return team.remote().resolve(RolesRepo.RECORD + ".lock");
  }

  private static void leave(Path lock) {
    try {
      Files.createDirectories(lock.getParent());
      Files.createFile(lock);
      Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(3600)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> holders() {
    return tenant.outsider().holders("alpha");
  }

  private void refusedBeforeAnyWrite(Cli cli, Path lock) {
    proxy.forget();
    cli.run("apply", "--approve")
        .ended(ExitCode.REMOTE_FAILED)
        .says("record-refused", "lock")
        .saysNot("Somebody else");
    assertEquals(List.of(), proxy.seen().stream().filter(RecordingProxy.Seen::isWrite).toList());
    assertTrue(Files.exists(lock), "a lock of others is not ours to delete");
  }

  @Test
  void onTheRemoteBeforeTheFirstRun() throws Exception {
    leave(onTheRemote());
    refusedBeforeAnyWrite(team.job().cli(), onTheRemote());
    Files.delete(onTheRemote());
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U1, U9), holders());
  }

  @Test
  void onTheRemoteBetweenTwoRuns() throws Exception {
    team.apply().ended(ExitCode.DONE);
    leave(onTheRemote());
    team.role("alpha", "add", U1).push("c2: without u9");
    refusedBeforeAnyWrite(team.job().cli(), onTheRemote());
    refusedBeforeAnyWrite(team.job().cli(), onTheRemote());
    team.run("plan", "--detailed-exitcode").ended(ExitCode.CHANGES).says(U9);
    Files.delete(onTheRemote());
    team.apply().ended(ExitCode.DONE);
    assertEquals(List.of(U1), holders());
  }

  /** An empty run has nothing to write, but its news cannot be kept: that is no exit 0 either. */
  @Test
  void onTheRemoteWithNothingToWrite() throws Exception {
    team.apply().ended(ExitCode.DONE);
    leave(onTheRemote());
    team.author().write("roles/alpha.yaml", team.author().read("roles/alpha.yaml") + "# more\n");
    team.push("A comment");
    refusedBeforeAnyWrite(team.job().cli(), onTheRemote());
    Files.delete(onTheRemote());
    team.apply().ended(ExitCode.DONE);
  }

  @Test
  void onTheRemoteWhileARunIsUnderWay() throws Exception {
    afterFirst = () -> leave(onTheRemote());
    team.apply().ended(ExitCode.PARTLY_DONE).says("could not be recorded", "lock");
    afterFirst = () -> {};
    String run = team.author().runId();
    team.role("alpha", "add", U1).push("c2: without u9");
    refusedBeforeTakeOver(run);
    Files.delete(onTheRemote());
    team.apply("--take-over", run).ended(ExitCode.DONE);
    assertEquals(List.of(U1), holders());
  }

  private void refusedBeforeTakeOver(String run) {
    team.apply("--take-over", run).ended(ExitCode.REMOTE_FAILED).says("record-refused", "lock");
    assertEquals(List.of(U1, U9), holders());
  }

  /** The record is not kept in the clone, and needs none of its refs; every lock at once. */
  @Test
  void inTheClone() {
    var laptop = team.job();
    laptop.cli().run("apply", "--approve").ended(ExitCode.DONE);
    for (String lock :
        List.of(
            "refs/heads/rolecall/record/production.lock",
            "refs/remotes/origin/rolecall/record/production.lock",
            "refs/rolecall/applied/production.lock",
            "packed-refs.lock",
            "HEAD.lock",
            "config.lock",
            "rolecall/record.git/HEAD.lock",
            "rolecall/record.git/packed-refs.lock",
            "rolecall/record.git/config.lock",
            "rolecall/record.git/refs/heads/rolecall/record/production.lock")) {
      leave(laptop.file(".git").resolve(lock));
    }
    laptop.edit("roles/alpha.yaml", "    - " + U9 + "\n", "");
    laptop.cli().run("apply", "--approve", "--allow-dirty").ended(ExitCode.DONE);
    assertEquals(List.of(U1), holders());
  }

  @Test
  void inACloneThatKeepsItsOwnRecord() throws Exception {
    team.author().write("rolecall.yaml", RolesRepo.settings(proxy.url(), "record: local"));
    team.push("A record of its own");
    var laptop = team.job();
    laptop.cli().run("apply", "--approve").ended(ExitCode.DONE);
    Path lock = laptop.file(".git").resolve(RolesRepo.RECORD + ".lock");
    leave(lock);
    laptop.edit("roles/alpha.yaml", "    - " + U9 + "\n", "").commit("c2: without u9");
    refusedBeforeAnyWrite(laptop.cli(), lock);
    laptop.cli().run("apply", "--approve").says(lock.getFileName().toString(), "delete it");
    assertEquals(List.of(U1, U9), holders());
    Files.delete(lock);
    laptop.cli().run("apply", "--approve").ended(ExitCode.DONE);
    assertEquals(List.of(U1), holders());
  }
}
