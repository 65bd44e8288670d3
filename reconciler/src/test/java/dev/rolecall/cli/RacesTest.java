package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two clones apply c1, which grants u9, and c2, which no longer does, at the same time: whoever is
 * first, u9 is taken back.
 */
@Tag("e2e")
final class RacesTest {
  private static final String U1 = "u1@example.com";
  private static final String U9 = "u9@example.com";

  @TempDir Path folder;
  private final List<Cli.Ran> raced = new CopyOnWriteArrayList<>();
  private final AtomicReference<Runnable> whileReading = new AtomicReference<>(() -> {});
  private final AtomicReference<Runnable> whileWriting = new AtomicReference<>(() -> {});
  private Tenant tenant;
  private RecordingProxy proxy;
  private Team team;
  private RolesRepo older;
  private RolesRepo newer;

  @BeforeEach
  void start() {
    tenant = Tenant.ofUsers(20);
    proxy = RecordingProxy.lying(tenant.url(), this::passing);
    team = Team.of(folder, proxy.url());
    team.role("alpha", "add", U1).push("c0");
    team.apply().ended(ExitCode.DONE);
    team.role("alpha", "add", U1, U9).push("c1: with u9");
    older = team.job();
    team.role("alpha", "add", U1).push("c2: without u9");
    newer = team.job();
  }

  /** Each answer on its way: of a read of the role, and of the write that grants it. */
  private String passing(String answer) {
    var hook = answer.contains("\"outcome\"") ? whileWriting : whileReading;
    if (answer.contains("\"outcome\"") || answer.contains("\"alpha\"")) {
      hook.getAndSet(() -> {}).run();
    }
    return answer;
  }

  @AfterEach
  void stop() {
    team.close();
    proxy.close();
    tenant.close();
  }

  private static Cli.Ran apply(RolesRepo clone, String... more) {
    String[] arguments = new String[more.length + 4];
    System.arraycopy(new String[] {"apply", "--approve", "--wait", "0s"}, 0, arguments, 0, 4);
    System.arraycopy(more, 0, arguments, 4, more.length);
    return clone.cli().run(arguments);
  }

  private void takenBack() {
    apply(newer).ended(ExitCode.DONE);
    assertEquals(List.of(U1), tenant.outsider().holders("alpha"));
    team.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    team.run("drift", "-v").ended(ExitCode.DONE);
    assertEquals(newer.ref("HEAD"), team.author().applied());
    apply(older).ended(ExitCode.STALE).says("superseded");
    assertEquals(List.of(U1), tenant.outsider().holders("alpha"));
  }

  @Test
  void theNewerWaitsForTheOlder() {
    whileWriting.set(() -> raced.add(apply(newer)));
    apply(older).ended(ExitCode.DONE);
    raced.getFirst().ended(ExitCode.REMOTE_FAILED).says("lease-held");
    assertEquals(List.of(U1, U9), tenant.outsider().holders("alpha"));
    takenBack();
  }

  /** Between the older one's look at the record and its first push. */
  @Test
  void theNewerIsFaster() {
    whileReading.set(() -> raced.add(apply(newer)));
    apply(older).ended(ExitCode.STALE).says("superseded");
    raced.getFirst().ended(ExitCode.DONE);
    assertEquals(List.of(U1), tenant.outsider().holders("alpha"));
    takenBack();
  }

  @Test
  void theOlderIsFaster() {
    whileReading.set(() -> raced.add(apply(older)));
    apply(newer).ended(ExitCode.DONE);
    raced.getFirst().ended(ExitCode.DONE);
    takenBack();
  }

  /** Its one write has arrived, and its answer has not. */
  @Test
  void theNewerTakesOver() {
    whileWriting.set(() -> {
      String run = team.author().runId();
      apply(newer, "--take-over", run).ended(ExitCode.DONE);
    });
    apply(older).ended(ExitCode.PARTLY_DONE).says("Another run took over");
    assertEquals(List.of(U1), tenant.outsider().holders("alpha"));
    takenBack();
  }

  @RepeatedTest(2)
  void bothAtOnce() throws Exception {
    var start = new CyclicBarrier(2);
    try (var threads = Executors.newFixedThreadPool(2)) {
      Callable<Cli.Ran> first = () -> together(start, older);
      Callable<Cli.Ran> second = () -> together(start, newer);
      var one = threads.submit(first);
      var two = threads.submit(second);
      assertNotEquals(ExitCode.OUR_BUG.code(), one.get(15, TimeUnit.MINUTES).exit());
      assertNotEquals(ExitCode.OUR_BUG.code(), two.get(15, TimeUnit.MINUTES).exit());
    }
    takenBack();
  }

  private static Cli.Ran together(CyclicBarrier start, RolesRepo clone) throws Exception {
    start.await(15, TimeUnit.MINUTES);
    return apply(clone);
  }
}
