package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.tenant.keycloak.KeycloakServer;
import dev.rolecall.tenant.keycloak.LargeRealm;
import dev.rolecall.tenant.keycloak.Realm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No holder is lost between two pages, and none is thought to be new. */
@Tag("keycloak")
final class KeycloakPagesTest {
  private static final List<Integer> EDGES = List.of(99, 100, 101, 1_000);

  @TempDir Path folder;

  private static Realm realm() {
    var realm = Realm.fresh().client("none");
    EDGES.forEach(edge -> realm.role("holders-" + edge));
    realm.role("everybody");
    for (int i = 0; i < 1_000; i++) {
      int number = i;
      var roles = new ArrayList<>(List.of("everybody"));
      EDGES.stream().filter(edge -> number < edge).forEach(edge -> roles.add("holders-" + edge));
      realm.user(name(i), roles.toArray(String[]::new));
    }
    return realm;
  }

  private static String name(int number) {
    return "u%05d".formatted(number);
  }

  /** Pages of the default size, and of one that the edges are at. */
  @ParameterizedTest
  @ValueSource(ints = {1_000, 100})
  void upToAThousandHolders(int size) {
    try (var realm =
        KeycloakRealm.of(
            realm(), folder.resolve("roles"), "clients: [none]", "page-size: " + size)) {
      var cli = realm.cli();
      cli.run("import").ended(ExitCode.DONE);
      realm.repo().commit("Everything");
      cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE).says("No changes");
      cli.run("apply", "--begin", "--approve").ended(ExitCode.DONE);
      for (int edge : EDGES) {
        String file = realm.repo().read("roles/holders-" + edge + ".yaml");
        assertEquals(edge, file.lines().filter(line -> line.contains("- u")).count());
      }
      realm.grant(name(999), "holders-99");
      realm.take(name(98), "holders-99");
      realm.grant(name(999), "holders-100");
      realm.take(name(100), "holders-101");
      realm.take(name(999), "holders-1000");
      cli.run("drift").ended(ExitCode.CHANGES).says("5 differences");
      cli.run("apply", "--approve").ended(ExitCode.DONE);
      cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE);
      for (int edge : EDGES) {
        assertEquals(edge, realm.holders("holders-" + edge).size());
      }
    }
  }

  @Test
  @ResourceLock(LargeRealm.LOCK)
  void tenThousandHolders() {
    var server = KeycloakServer.shared();
    var large = LargeRealm.on(server);
    try (var repo = RolesRepo.init(folder.resolve("roles"))) {
      var realm = new KeycloakRealm(large, repo);
      var settings = KeycloakRealm.settings(server.url(), large.name(), "clients: [none]");
      repo.write("rolecall.yaml", settings);
      var cli =
          KeycloakRealm.as(repo.cli(), "rolecall-plan", LargeRealm.PLAN_SECRET)
              .with("APPLY_SECRET", LargeRealm.APPLY_SECRET);
      cli.run("import").ended(ExitCode.DONE);
      realm.repo().commit("Everything");
      int mark = realm.mark();
      cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE).says("No changes");
      // Eleven pages of one role, two of another, one for each that is left, and a few around it.
      var requests = realm.live().requestsSince(mark);
      assertTrue(requests.size() <= 30, requests::toString);
      cli.run("apply", "--begin", "--approve").ended(ExitCode.DONE);
      String last = LargeRealm.user(LargeRealm.USERS - 1);
      realm.take(last, LargeRealm.role(LargeRealm.USERS));
      try {
        cli.run("drift").ended(ExitCode.CHANGES).says(last, "1 difference");
      } finally {
        realm.grant(last, LargeRealm.role(LargeRealm.USERS));
      }
    }
  }
}
