package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Two people apply at the same moment. */
@Tag("e2e")
final class TwoAppliesTest {
  private static final Set<Integer> FAIR =
      Set.of(
          ExitCode.DONE.code(),
          ExitCode.REMOTE_FAILED.code(),
          ExitCode.PARTLY_DONE.code(),
          ExitCode.STALE.code());

  @TempDir Path folder;

  @RepeatedTest(3)
  void theSameCommit() throws Exception {
    try (var tenant = Tenant.acme();
        var repo = RolesRepo.acme(folder.resolve("acme"), tenant.url())) {
      List<Cli.Ran> both = atOnce(repo.cli(), repo.cli());
      assertTrue(FAIR.containsAll(both.stream().map(Cli.Ran::exit).toList()), both::toString);
      settles(repo, tenant);
    }
  }

  @RepeatedTest(3)
  void differentCommitsOfTwoClones() throws Exception {
    try (var tenant = Tenant.acme();
        var first = RolesRepo.acme(folder.resolve("acme"), tenant.url())) {
      Path bare = folder.resolve("bare.git");
      first.cloneBareTo(bare);
      try (var one = RolesRepo.cloneOf(bare, folder.resolve("one"));
          var two = RolesRepo.cloneOf(bare, folder.resolve("two"))) {
        two.edit("roles/cs-lead.yaml", "    - anita@example.com\n", "    - tess@example.com\n");
        String newer = two.commit("Tess for Anita");
        two.push();

        List<Cli.Ran> both = atOnce(one.cli(), two.cli());
        assertTrue(FAIR.containsAll(both.stream().map(Cli.Ran::exit).toList()), both::toString);
        settles(two, tenant);
        assertEquals(Optional.of(newer), two.applied());
        one.cli().run("plan").ended(ExitCode.DONE).says(newer.substring(0, 7));
        assertEquals(two.applied(), one.applied(), "the other clone learns of it");
      }
    }
  }

  private static void settles(RolesRepo repo, Tenant tenant) {
    repo.cli().run("apply", "--approve").ended(ExitCode.DONE);
    repo.cli().run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    assertEquals(repo.ref("HEAD"), repo.applied());
    List<String> created = tenant.outsider().audited("role.created");
    assertEquals(List.copyOf(new TreeSet<>(created)), created, "each role is made once");
    assertEquals(List.of("temp-contractor"), tenant.outsider().audited("role.deleted"));
    List<String> holders = tenant.outsider().holders("payments-approver");
    assertEquals(List.of("omar@example.com", "priya@example.com"), holders);
  }

  private static List<Cli.Ran> atOnce(Cli one, Cli two) throws Exception {
    var start = new CyclicBarrier(2);
    try (var threads = Executors.newFixedThreadPool(2)) {
      Callable<Cli.Ran> first = () -> together(start, one);
      Callable<Cli.Ran> second = () -> together(start, two);
      var done = List.of(threads.submit(first), threads.submit(second));
      return List.of(done.get(0).get(15, TimeUnit.MINUTES), done.get(1).get(15, TimeUnit.MINUTES));
    }
  }

  private static Cli.Ran together(CyclicBarrier start, Cli cli) throws Exception {
    start.await(15, TimeUnit.MINUTES);
    return cli.run("apply", "--approve");
  }
}
