package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.tenant.keycloak.Realm;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Others write at the same time, and tokens end, on a tenant without versions or idempotency. */
@Tag("keycloak")
final class KeycloakRacesTest {
  private static final Set<Integer> FAIR =
      Set.of(
          ExitCode.DONE.code(),
          ExitCode.REMOTE_FAILED.code(),
          ExitCode.PARTLY_DONE.code(),
          ExitCode.STALE.code());

  @TempDir Path folder;

  private static Realm realm() {
    var realm = Realm.fresh().client("audit", "read", "export").role("over").role("aside");
    for (int i = 0; i < 10; i++) {
      realm.user("u" + i, i < 3 ? new String[] {"over"} : new String[0]);
    }
    return realm;
  }

  /** Ten roles with their holders, and one that goes. */
  static void write(RolesRepo repo) {
    for (int i = 0; i < 10; i++) {
      repo.write("roles/role-" + i + ".yaml", role(i));
    }
    repo.write(
        "retired/over.yaml",
        """
        kind: RetiredRole
        slug: over
        retired: 2026-11-02
        reason: Over.
        """);
  }

  private static String role(int i) {
    return """
    kind: Role
    slug: role-%d
    name: Role %d
    description: The %d.
    capabilities: ["audit:read"]
    manage: exact
    assignments: { users: [u%d, u%d] }
    """
        .formatted(i, i, i, i, (i + 1) % 10);
  }

  private KeycloakRealm prepared(Realm realm) {
    var prepared = KeycloakRealm.of(realm, folder.resolve("roles"), "clients: [audit]");
    write(prepared.repo());
    prepared.repo().commit("Ten roles");
    return prepared;
  }

  static void converges(KeycloakRealm realm) {
    var cli = realm.cli();
    cli.run("apply", "--approve").ended(ExitCode.DONE);
    cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
    assertEquals(realm.repo().ref("HEAD"), realm.repo().applied());
    for (int i = 0; i < 10; i++) {
      var expected = List.of("u" + Math.min(i, (i + 1) % 10), "u" + Math.max(i, (i + 1) % 10));
      assertEquals(expected, realm.holders("role-" + i));
    }
    assertTrue(!realm.roles().contains("over"));
    assertEquals("[\"over\"]", realm.live().get("").at("/attributes/rolecall.retired").asString());
  }

  @Test
  void twoAppliesAtOnce() throws Exception {
    try (var realm = prepared(realm())) {
      var start = new CyclicBarrier(2);
      Callable<Cli.Ran> apply =
          () -> {
            start.await(15, TimeUnit.MINUTES);
            return realm.cli().run("apply", "--approve");
          };
      try (var threads = Executors.newFixedThreadPool(2)) {
        for (var one : threads.invokeAll(List.of(apply, apply))) {
          var ran = one.get(15, TimeUnit.MINUTES);
          assertTrue(FAIR.contains(ran.exit()), ran::toString);
          ran.saysNot("\tat ", "bug of rolecall");
        }
      }
      converges(realm);
    }
  }

  @Test
  void aSavedPlanIsStaleOnlyWhereItTouchesWhatMoved() {
    try (var realm = prepared(realm())) {
      var cli = realm.cli();
      cli.run("apply", "--approve").ended(ExitCode.DONE);
      realm.repo().edit("roles/role-1.yaml", "[u1, u2]", "[u1, u5]").commit("Five for two");
      String plan = folder.resolve("plan.json").toString();

      cli.run("plan", "--out", plan).ended(ExitCode.DONE);
      realm.grant("u9", "role-1");
      int mark = realm.mark();
      cli.run("apply", "--plan", plan).ended(ExitCode.STALE).says("role-1");
      assertEquals(List.of(), realm.writesSince(mark));

      cli.run("plan", "--out", plan).ended(ExitCode.DONE);
      realm.grant("u9", "role-2");
      realm.grant("u9", "aside");
      cli.run("apply", "--plan", plan).ended(ExitCode.DONE);
      assertEquals(List.of("u1", "u5"), realm.holders("role-1"));
      assertEquals(List.of("u2", "u3", "u9"), realm.holders("role-2"));
      cli.run("drift").ended(ExitCode.CHANGES).says("role-2", "1 difference");
    }
  }

  /**
   * By its clock rolecall knows when a token ends; without one it learns it from a 401. One write
   * at a time: with more, a token may end while a write is repeated because of the one before.
   */
  @ParameterizedTest(name = "the clock goes: {0}")
  @ValueSource(booleans = {true, false})
  void aTokenThatEndsInMidRunIsRenewed(boolean clock) {
    var now = new AtomicReference<>(Cli.NOW);
    var ends = new AtomicInteger();
    var minute = realm().with(it -> it.put("accessTokenLifespan", 60));
    try (var realm = prepared(minute);
        var proxy =
            RecordingProxy.of(
                realm.live().server().url(),
                (number, when) -> {
                  if (when == RecordingProxy.Moment.BEFORE && number % 8 == 1) {
                    ends.incrementAndGet();
                    if (clock) {
                      now.updateAndGet(it -> it.plus(Duration.ofMinutes(1)));
                    } else {
                      endTokens(realm);
                    }
                  }
                })) {
      realm.through(proxy.url());
      realm.repo().commit("Through a proxy");
      var cli = realm.cli();
      InstantSource time = now::get;
      var timed = new Cli(cli.directory(), cli.environment(), time, cli.terminal(), cli.answers());
      int mark = realm.mark();
      timed.run("apply", "--approve", "--parallelism", "1").ended(ExitCode.DONE);
      var requests = realm.live().requestsSince(mark);
      long tokens = requests.stream().filter(it -> it.path().endsWith("/token")).count();
      assertTrue(ends.get() >= 3, "ends: " + ends);
      assertTrue(tokens > ends.get(), "tokens: " + tokens);
      assertEquals(!clock, requests.stream().anyMatch(it -> it.status() == 401));
      converges(realm);
    }
  }

  /** The realm takes none any more that is from before this second; for that, one has to begin. */
  private static void endTokens(KeycloakRealm realm) {
    long before = Instant.now().getEpochSecond();
    while (Instant.now().getEpochSecond() == before) {
      LockSupport.parkNanos(10_000_000);
    }
    realm.live().put("", "{\"notBefore\":" + Instant.now().getEpochSecond() + "}");
  }
}
