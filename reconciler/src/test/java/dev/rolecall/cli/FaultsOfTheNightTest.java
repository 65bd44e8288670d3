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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A fifth of all requests fail, too many, unavailable, reset, cut short; or tokens are refused long
 * before their time, listings come in pages of three, and now and then a page comes twice. A run
 * that logs people out and the undo of it still come to their ends.
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

  /** Stands between them, with two tricks of its own, each at least once. */
  private static final class OddTenant implements RecordingProxy.Tricks {
    private final SplittableRandom random;
    private final Map<String, String> firstPages = new HashMap<>();
    private boolean refused;
    private int refusals;
    private int repeats;

    OddTenant(long seed) {
      random = new SplittableRandom(seed);
    }

    @Override
    public String asked(String target) {
      return target.replace("limit=1000", "limit=3");
    }

    @Override
    public synchronized int refusal(RecordingProxy.Seen request) {
      boolean refuses =
          !request.isToken() && !refused && (refusals == 0 || random.nextInt(20) == 0);
      refused = refuses;
      if (!refuses) {
        return 0;
      }
      refusals++;
      return 401;
    }

    @Override
    public synchronized String answer(RecordingProxy.Seen request, String body) {
      String query = String.valueOf(request.query());
      if (!request.method().equals("GET") || !query.contains("limit=")) {
        return body;
      }
      String listing = request.path() + query.replaceAll("cursor=[^&]*", "").replace("&&", "&");
      if (!query.contains("cursor=")) {
        firstPages.put(listing.replaceAll("&$", ""), body);
        return body;
      }
      String first = firstPages.get(listing.replaceAll("&$", ""));
      if (first == null || (repeats > 0 && random.nextInt(30) > 0)) {
        return body;
      }
      repeats++;
      return first;
    }
  }

  /** Until it ends with 0; the ids of the runs that it took. */
  private static List<String> untilDone(RolesRepo repo, String... words) {
    String former = last(repo);
    var runs = new ArrayList<String>();
    var said = new ArrayList<String>();
    for (int i = 0; i < TRIES; i++) {
      Cli.Ran ran = repo.cli().run(words);
      said.add(ran.toString());
      String run = last(repo);
      if (!run.equals(former) && !runs.contains(run)) {
        runs.add(run);
      }
      if (ran.exit() == ExitCode.DONE.code()) {
        return runs;
      }
      assertTrue(GOES_ON.contains(ran.exit()), ran::toString);
    }
    throw new AssertionError("does not converge: " + String.join("\n", said));
  }

  private static String last(RolesRepo repo) {
    return repo.run().map(last -> last.path("run").asString()).orElse("");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void logOutsAndUndoingComeToTheirEnds(long seed) {
    story(new Traffic(0, Duration.ZERO, 0.2, seed, null), new RecordingProxy.Tricks() {});
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void alsoWithTokensThatEndAndPagesThatComeTwice(long seed) {
    var odd = new OddTenant(seed);
    story(Traffic.CALM, odd);
    assertTrue(odd.refusals > 0 && odd.repeats > 0, () -> odd.refusals + " " + odd.repeats);
  }

  private void story(Traffic traffic, RecordingProxy.Tricks tricks) {
    try (var sandbox =
            Sandbox.start(
                SandboxOptions.defaults().withSeed(Tenant.seedOf(folder, 4)).withTraffic(traffic),
                InstantSource.system());
        var proxy = RecordingProxy.tricking(sandbox.url(), tricks);
        RolesRepo repo = RolesRepo.of(folder.resolve("roles"), proxy.url())) {
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
