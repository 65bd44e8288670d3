package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.tenant.keycloak.KeycloakServer;
import dev.rolecall.tenant.keycloak.Realm;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Keycloak dies by SIGKILL in the middle of an apply, and comes back with what it had committed.
 */
@Tag("keycloak")
@Order(1)
final class KeycloakKilledTest {
  private static KeycloakServer server;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    server = KeycloakServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private interface Story {
    void tell(KeycloakRealm realm, RecordingProxy proxy);
  }

  private void onceAt(
      int write, RecordingProxy.Moment moment, Consumer<KeycloakServer> does, Story s) {
    var realm = Realm.fresh().client("audit", "read", "export").role("over");
    for (int i = 0; i < 10; i++) {
      realm.user("u" + i, i < 3 ? new String[] {"over"} : new String[0]);
    }
    var done = new AtomicBoolean();
    try (var prepared =
            KeycloakRealm.on(server, realm, folder.resolve("roles"), "clients: [audit]");
        var proxy =
            RecordingProxy.of(
                server.url(),
                (number, when) -> {
                  if (number == write && when == moment && done.compareAndSet(false, true)) {
                    does.accept(server);
                  }
                })) {
      prepared.through(proxy.url());
      KeycloakRacesTest.write(prepared.repo());
      prepared.repo().commit("Ten roles");
      s.tell(prepared, proxy);
      assertTrue(done.get(), "it was killed");
    }
  }

  @ParameterizedTest(name = "killed {1} write {0}")
  @CsvSource({"1, AFTER", "6, BEFORE", "14, AFTER", "21, AFTER"})
  void theNextRunConverges(int write, RecordingProxy.Moment moment) {
    onceAt(
        write,
        moment,
        KeycloakServer::kill,
        (realm, _) -> {
          var ran = realm.cli().run("apply", "--approve");
          server.restart();
          assertTrue(Set.of(5, 6).contains(ran.exit()), ran::toString);
          ran.saysNot("\tat ", "bug of rolecall");
          assertTrue(realm.repo().applied().isEmpty(), "something was left out");
          appliedPastItsOwnErrors(realm);
          KeycloakRacesTest.converges(realm);
        });
  }

  /**
   * A Keycloak that was killed in a transaction was once seen to answer a write with 500 after its
   * restart. Such a run says so and ends with 6; nothing else may.
   */
  private static void appliedPastItsOwnErrors(KeycloakRealm realm) {
    var ran = realm.cli().run("apply", "--approve");
    if (ran.exit() != ExitCode.DONE.code()) {
      ran.ended(ExitCode.PARTLY_DONE).says("500 unknown_error");
    }
  }

  @Test
  void backSoFastThatTheSameApplyGoesOn() {
    onceAt(
        5,
        RecordingProxy.Moment.AFTER,
        KeycloakServer::restart,
        (realm, proxy) -> {
          proxy.hangUpWhileGone();
          realm.cli().run("apply", "--approve").ended(ExitCode.DONE);
          assertEquals(realm.repo().ref("HEAD"), realm.repo().applied());
          KeycloakRacesTest.converges(realm);
        });
  }
}
