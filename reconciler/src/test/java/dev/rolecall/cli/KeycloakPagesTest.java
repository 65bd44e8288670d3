package dev.rolecall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.tenant.keycloak.Realm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No holder is lost between two pages, and none is thought to be new. */
@Tag("keycloak")
final class KeycloakPagesTest {
  private static final List<Integer> EDGES = List.of(99, 100, 101, 1_000);

  @TempDir Path folder;

  private static Realm realm(int users) {
    var realm = Realm.fresh().client("none");
    EDGES.forEach(edge -> realm.role("holders-" + edge));
    realm.role("everybody");
    for (int i = 0; i < users; i++) {
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
            realm(1_000), folder.resolve("roles"), "clients: [none]", "page-size: " + size)) {
      var cli = realm.cli();
      cli.run("import").ended(ExitCode.DONE);
      realm.repo().commit("Everything");
      cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE).says("No changes");
      cli.run("apply", "--approve").ended(ExitCode.DONE);
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
  void tenThousandHolders() {
    try (var realm = KeycloakRealm.of(realm(10_000), folder.resolve("roles"), "clients: [none]")) {
      var cli = realm.cli();
      cli.run("import").ended(ExitCode.DONE);
      realm.repo().commit("Everything");
      int mark = realm.mark();
      cli.run("plan", "--detailed-exitcode").ended(ExitCode.DONE).says("No changes");
      // Eleven pages of one role, two of another, one for each that is left, and a few around it.
      var requests = realm.live().requestsSince(mark);
      assertTrue(requests.size() <= 30, requests::toString);
      cli.run("apply", "--approve").ended(ExitCode.DONE);
      realm.take(name(9_999), "everybody");
      cli.run("drift").ended(ExitCode.CHANGES).says(name(9_999), "1 difference");
    }
  }
}
