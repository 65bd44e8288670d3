package dev.rolecall.tenant.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rolecall.http.ClientCredentials;
import dev.rolecall.http.Fence;
import dev.rolecall.model.Slug;
import dev.rolecall.tenant.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fewer rights than it takes are a refusal that names them, never a smaller tenant. */
@Tag("keycloak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsTest {
  private LiveRealm realm = new LiveRealm(KeycloakServer.shared(), "");

  /** Rights, and which of those that it takes are missing. */
  record Case(List<String> rights, List<String> missing) {
    String account() {
      return rights.isEmpty() ? "nothing" : String.join(".", rights).replaceAll("[aeiou]", "");
    }

    @Override
    public String toString() {
      return rights.toString();
    }
  }

  static Stream<Case> looking() {
    var cases = new ArrayList<Case>();
    for (var right : Connected.LOOK) {
      var rest = Stream.of(Connected.LOOK).filter(it -> !it.equals(right)).toList();
      cases.add(new Case(rest, List.of(right)));
      if (!right.equals("view-realm")) {
        var instead = new ArrayList<>(rest);
        instead.add(right.replace("view", "query"));
        cases.add(new Case(instead, List.of(right)));
      }
      cases.add(
          new Case(
              List.of(right),
              Stream.of(Connected.LOOK).filter(it -> !it.equals(right)).sorted().toList()));
    }
    cases.add(new Case(List.of(), List.of("view-clients", "view-realm", "view-users")));
    cases.add(new Case(List.of("manage-realm", "manage-users"), List.of("view-clients")));
    cases.add(new Case(List.of("view-clients", "manage-realm"), List.of("view-users")));
    cases.add(
        new Case(
            List.of("query-groups", "query-users", "view-clients", "view-realm"),
            List.of("view-users")));
    return cases.stream();
  }

  /** More than it takes is enough too. */
  static Stream<Case> enough() {
    return Stream.of(
        new Case(List.of("manage-realm", "view-users", "view-clients"), List.of()),
        new Case(List.of("view-realm", "manage-users", "view-clients"), List.of()),
        new Case(List.of("view-realm", "view-users", "manage-clients"), List.of()),
        new Case(List.of("manage-realm", "manage-users", "view-clients"), List.of()),
        new Case(List.of("realm-admin"), List.of()));
  }

  @BeforeAll
  void create() {
    var wanted = Connected.realm().client("audit", "read").role("auditor", "audit:read");
    wanted.group("/staff", "auditor").user("anita", "auditor");
    Stream.concat(looking(), enough())
        .forEach(it -> {
          var rights = it.rights().toArray(String[]::new);
          wanted.serviceAccount("client-" + it.account(), "secret-1", rights);
          RichRealm.person(wanted, "user-" + it.account(), rights);
        });
    for (var right : Connected.MANAGE) {
      var rest = new ArrayList<>(List.of(Connected.LOOK));
      Stream.of(Connected.MANAGE).filter(it -> !it.equals(right)).forEach(rest::add);
      wanted.serviceAccount("no-" + right, "secret-1", rest.toArray(String[]::new));
    }
    realm = wanted.on(KeycloakServer.shared());
  }

  @AfterAll
  void delete() {
    realm.close();
  }

  private static List<String> refusal(Case without) {
    var parts = new ArrayList<>(List.of("could not read realm test-"));
    parts.add(" lacks " + String.join(", ", without.missing()) + " of realm-management;");
    return parts;
  }

  @ParameterizedTest
  @MethodSource("looking")
  void aClientWithoutARightIsRefusedByItsToken(Case without) {
    int mark = realm.server().mark();
    try (var connected = Connected.to(realm)) {
      var key = new ClientCredentials("client-" + without.account(), "secret-1");
      var reader = connected.keycloak().reader(key);
      for (var extent : List.of(Extent.everything(Set.of()), Extent.definitions())) {
        Refused.with(refusal(without), () -> reader.read(extent));
      }
    }
    if (!without.rights().isEmpty()) {
      assertEquals(1, realm.requestsSince(mark).size(), "the token tells");
    }
  }

  @ParameterizedTest
  @MethodSource("looking")
  void aUserWhoseTokenDoesNotSayIsRefusedToo(Case without) {
    try (var connected = Connected.to(realm)) {
      var reader = connected.keycloak().reader(RichRealm.key("user-" + without.account()));
      Refused.with(refusal(without), () -> reader.read(Extent.everything(Set.of())));
    }
  }

  @ParameterizedTest
  @MethodSource("enough")
  void whoMayManageMayLook(Case with) throws Exception {
    try (var connected = Connected.to(realm)) {
      for (var key :
          List.of(
              new ClientCredentials("client-" + with.account(), "secret-1"),
              RichRealm.key("user-" + with.account()))) {
        var live = connected.keycloak().reader(key).read(Extent.everything(Set.of()));
        assertEquals(2, live.holders(new Slug("auditor")).size());
        var all = connected.reader().read(Extent.everything(Set.of()));
        assertEquals(all.roles(), live.roles());
        assertEquals(all.holders(), live.holders());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("managing")
  void aWriterWithoutARightIsRefusedBeforeAnythingIsSent(String right) {
    int mark = realm.server().mark();
    try (var connected = Connected.to(realm)) {
      var key = new ClientCredentials("no-" + right, "secret-1");
      var reader = connected.keycloak().reader(key);
      Refused.with(
          List.of("could not write to realm ", "client no-" + right + " lacks " + right + " of"),
          () -> connected.keycloak().writer(key, reader, Fence.none()));
    }
    assertFalse(realm.requestsSince(mark).stream().anyMatch(Request::writes));
  }

  static Stream<String> managing() {
    return Stream.of(Connected.MANAGE);
  }

  @Test
  void aReaderMayNotWrite() {
    try (var connected = Connected.to(realm)) {
      Refused.with(
          List.of("lacks manage-clients, manage-realm, manage-users of"),
          () -> connected.keycloak().writer(Connected.PLAN, connected.reader(), Fence.none()));
    }
  }

  @Test
  void wrongSecretsAreRefusedAndNotSaid() {
    try (var connected = Connected.to(realm)) {
      var key = new ClientCredentials("rolecall-plan", "wrong-secret");
      var message =
          Refused.with(
              List.of("could not get a token for client rolecall-plan: 401"),
              () -> connected.keycloak().reader(key).read(Extent.definitions()));
      assertFalse(message.contains("wrong-secret"), message);
    }
  }

  @Test
  void aRealmThatIsNotThereIsRefused() {
    try (var connected =
        Connected.to(realm.server().url(), "no-such-realm", Map.of("login-realm", realm.name()))) {
      Refused.with(List.of("no-such-realm"), () -> connected.reader().read(Extent.definitions()));
    }
  }
}
