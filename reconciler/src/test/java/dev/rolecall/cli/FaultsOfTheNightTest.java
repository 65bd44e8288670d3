package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SandboxOptions;
import dev.rolecall.sandbox.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A fifth of all requests fail, too many, unavailable, reset, cut short: a run that logs people out
 * and the undo of it still come to their ends.
 */
@Tag("e2e")
final class FaultsOfTheNightTest {
  private static final int TRIES = 15;
  private static final Set<Integer> GOES_ON =
      Set.of(ExitCode.REMOTE_FAILED.code(), ExitCode.PARTLY_DONE.code(), ExitCode.STALE.code());
  private static final String USERS = Tenant.emails(4).toString();

  @TempDir Path folder;

  private static void role(RolesRepo repo, String users) {
    repo.write(
        "roles/alpha.yaml",
        """
        kind: Role
        slug: alpha
        name: Alpha
        description: A role.
        capabilities: [audit:read]
        manage: exact
        assignments: { users: %s }
        """
            .formatted(users));
  }

  /** Until it ends with 0; the ids of the runs that it took. */
  private static List<String> untilDone(RolesRepo repo, String... words) {
    var runs = new ArrayList<String>();
    for (int i = 0; i < TRIES; i++) {
      Cli.Ran ran = repo.cli().run(words);
      String run = repo.run().map(last -> last.path("run").asString()).orElse("");
      if (!runs.contains(run)) {
        runs.add(run);
      }
      if (ran.exit() == ExitCode.DONE.code()) {
        return runs;
      }
      assertTrue(GOES_ON.contains(ran.exit()), ran::toString);
    }
    throw new AssertionError(String.join(" ", words) + " does not converge");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void logOutsAndUndoingComeToTheirEnds(long seed) {
    var bad = new Traffic(0, Duration.ZERO, 0.2, seed, null);
    try (var sandbox =
            Sandbox.start(
                SandboxOptions.defaults().withSeed(Tenant.seedOf(folder, 4)).withTraffic(bad),
                InstantSource.system());
        RolesRepo repo = RolesRepo.of(folder.resolve("roles"), sandbox.url())) {
      Outsider outsider = sometime(() -> signedIn(sandbox));
      role(repo, USERS);
      repo.write(
          "policies/at-once.yaml",
          """
          kind: Policy
          name: at-once
          description: At once.
          revoke-immediately: ["audit:read"]
          """);
      repo.commit("Alpha");
      untilDone(repo, "apply", "--approve");
      SignedIn gone = sometime(() -> SignedIn.of(outsider, Tenant.email(2)));
      SignedIn stays = sometime(() -> SignedIn.of(outsider, Tenant.email(3)));

      role(repo, List.of(Tenant.email(0), Tenant.email(3)).toString());
      repo.commit("Two leave");
      List<String> runs = untilDone(repo, "apply", "--approve");
      assertEquals(
          List.of(Tenant.email(0), Tenant.email(3)), sometime(() -> outsider.holders("alpha")));
      assertEquals(1, sometime(() -> outsider.audited("sessions.revoked")).size());
      assertEquals(400, answered(gone));
      assertEquals(200, answered(stays));

      for (String run : runs.reversed()) {
        untilDone(repo, "undo", run, "--approve");
      }
      assertEquals(4, sometime(() -> outsider.holders("alpha")).size());
    }
  }

  private static Outsider signedIn(Sandbox sandbox) {
    var outsider = new Outsider(sandbox.url());
    outsider.roles();
    return outsider;
  }

  /** What the tenant answers itself, not for a fault. */
  private static int answered(SignedIn token) {
    return sometime(() -> {
      int status = token.refreshed();
      if (status != 200 && status != 400) {
        throw new AssertionError("a fault: " + status);
      }
      return status;
    });
  }

  private static <T> T sometime(Supplier<T> ask) {
    for (int i = 0; ; i++) {
      try {
        return ask.get();
      } catch (AssertionError | RuntimeException e) {
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }
}
