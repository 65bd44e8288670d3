package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A job of an old commit is killed half-way, and the current one comes after it: of eight roles
 * each has somebody to add and somebody to remove, and a hand has given one to somebody too.
 */
@Tag("e2e")
final class StaleJobTest {
  private static final int ROLES = 8;
  private static final String OLD = "u1@example.com";
  private static final String NEW = "u9@example.com";
  private static final String HAND = "u15@example.com";

  @TempDir Path folder;
  private Tenant tenant;
  private RecordingProxy proxy;
  private Team team;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(20);
    proxy = RecordingProxy.of(tenant.url());
    team = Team.of(folder, proxy.url());
  }

  @AfterEach
  void stop() {
    team.close();
    proxy.close();
    tenant.close();
  }

  private static List<String> roles() {
    return IntStream.range(0, ROLES).mapToObj(i -> "r" + i).toList();
  }

  private void everyRole(String user, String message) {
    roles().forEach(role -> team.role(role, "add", user));
    team.push(message);
  }

  /** Nothing is sent from the write of this number on, and no end is recorded. */
  private String killed(RolesRepo job, int write, String... more) {
    var arguments = new ArrayList<>(List.of("apply", "--approve", "--parallelism", "1"));
    arguments.addAll(List.of(more));
    proxy.refuse(number -> number >= write);
    team.takesPushes(1);
    var ran = job.cli().run(arguments.toArray(String[]::new));
    assertTrue(ran.says("could not be recorded").exit() != 0, ran::toString);
    proxy.refuse(_ -> false);
    team.takesPushes(-1);
    return team.author().runId();
  }

  private void holdEverywhere(String user) {
    for (String role : roles()) {
      var expected = role.equals("r0") ? List.of(HAND, user) : List.of(user);
      assertEquals(expected.stream().sorted().toList(), tenant.outsider().holders(role), role);
    }
    team.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    team.run("drift", "-v").ended(ExitCode.DONE);
  }

  /** It began before the newer commit was there, so nobody could refuse it. */
  @ParameterizedTest(name = "killed at write {0}")
  @ValueSource(ints = {1, 5})
  void thatBeganBeforeTheCurrentCommit(int write) {
    everyRole(OLD, "c0");
    team.apply().ended(ExitCode.DONE);
    tenant.outsider().grant("r0", HAND);
    everyRole(NEW, "c1: u9 for u1");
    var job = team.job();
    everyRole(OLD, "c2: u1 for u9");
    String run = killed(job, write);
    team.apply("--wait", "0s").ended(ExitCode.REMOTE_FAILED).says("lease-held", run);
    team.apply("--take-over", run).ended(ExitCode.DONE);
    holdEverywhere(OLD);
  }

  /** Of what was applied already it is refused; who means it and is killed leaves nobody either. */
  @ParameterizedTest(name = "killed at write {0}")
  @ValueSource(ints = {2, 5})
  void thatMeantToGoBack(int write) {
    everyRole(OLD, "c0");
    var job = team.job();
    team.apply().ended(ExitCode.DONE);
    tenant.outsider().grant("r0", HAND);
    everyRole(NEW, "c1: u9 for u1");
    team.apply().ended(ExitCode.DONE);
    job.cli().run("apply", "--approve").ended(ExitCode.STALE).says("superseded");
    String run = killed(job, write, "--rollback");
    team.apply("--take-over", run, "--rollback").ended(ExitCode.DONE);
    holdEverywhere(NEW);
  }

  @Test
  void theNextCommitGoesOnAfterIt() {
    everyRole(OLD, "c0");
    var job = team.job();
    team.apply().ended(ExitCode.DONE);
    tenant.outsider().grant("r0", HAND);
    everyRole(NEW, "c1: u9 for u1");
    team.apply().ended(ExitCode.DONE);
    String run = killed(job, 3, "--rollback");
    team.apply("--take-over", run).ended(ExitCode.STALE).says("rolled-back");
    everyRole("u3@example.com", "c2: u3 for u9");
    team.apply("--take-over", run).ended(ExitCode.DONE);
    holdEverywhere("u3@example.com");
  }
}
