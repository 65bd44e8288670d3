package dev.rolecall.tenant.keycloak;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.export.Exporter;
import dev.rolecall.http.ClientCredentials;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectName;
import dev.rolecall.tenant.Extent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The export and the listings show the same realm, whatever is in it. */
@Tag("keycloak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoWaysTest {
  private static final Set<SubjectName> NAMES =
      Set.of(
          SubjectName.user("ANITA"),
          SubjectName.user("anita@example.com"),
          SubjectName.user("plus+sign@example.com"),
          SubjectName.user("PLUS+SIGN"),
          SubjectName.user("no-mail"),
          SubjectName.user("disabled"),
          SubjectName.user("federated"),
          SubjectName.user("service-account-robot"),
          SubjectName.user("nobody"),
          SubjectName.user("nobody@example.com"),
          SubjectName.user("anit"),
          SubjectName.group("support"),
          SubjectName.group("/support/emea/night/guard"),
          SubjectName.group("support/emea"),
          SubjectName.group("/support/with/slash"),
          SubjectName.group("/nothing"));

  private LiveRealm realm = new LiveRealm(KeycloakServer.shared(), "");

  @BeforeAll
  void create() {
    var rich = RichRealm.person(RichRealm.realm(), "looker", Connected.LOOK);
    realm = RichRealm.person(rich, "chief", Connected.MANAGE).on(KeycloakServer.shared());
  }

  @AfterAll
  void delete() {
    realm.close();
  }

  private LiveState read(ClientCredentials credentials, Map<String, String> options, Extent extent)
      throws Exception {
    try (var connected = Connected.to(realm, options)) {
      return connected.keycloak().reader(credentials).read(extent);
    }
  }

  private static void assertSame(LiveState expected, LiveState live) {
    assertEquals(expected.capabilities(), live.capabilities());
    assertEquals(expected.roles(), live.roles());
    assertEquals(expected.holders(), live.holders());
    assertEquals(expected.retired(), live.retired());
    assertEquals(expected.beyond(), live.beyond());
    for (var name : NAMES) {
      assertEquals(expected.directory().find(name), live.directory().find(name), name::toString);
    }
    assertEquals(expected.directory().size(), live.directory().size());
    assertEquals(Exporter.catalogue("t", expected), Exporter.catalogue("t", live));
    for (var holders : Exporter.Holders.values()) {
      var options = new Exporter.Options("t", true, holders);
      assertEquals(Exporter.export(expected, null, options), Exporter.export(live, null, options));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "audit", "audit\nbare\n" + RichRealm.BILLING, "realm-management"})
  void bothShowTheSame(String clients) throws Exception {
    Map<String, String> options = clients.isEmpty() ? Map.of() : Map.of("clients", clients);
    var extents =
        List.of(
            Extent.everything(NAMES),
            Extent.definitions(),
            Extent.usersOf(Set.of(new Slug("outer"), new Slug("audit:read")), NAMES),
            Extent.ofRoles(Set.of(new Slug("a/b"), new Slug("semi;colon=1"))));
    for (var extent : extents) {
      assertSame(read(Connected.APPLY, options, extent), read(Connected.PLAN, options, extent));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"looker", "chief"})
  void soDoPeopleWhoseTokensDoNotNameTheirRights(String name) throws Exception {
    var everything = Extent.everything(NAMES);
    var expected = read(Connected.APPLY, Map.of(), everything);
    int mark = realm.server().mark();
    assertSame(expected, read(RichRealm.key(name), Map.of(), everything));
    var exports =
        realm.requestsSince(mark).stream()
            .filter(request -> request.path().contains("/partial-export"))
            .map(Request::status)
            .toList();
    assertEquals(List.of(name.equals("chief") ? 200 : 403), exports, "tried first");
  }

  @Test
  void soDoesTheAdminOfRealmMaster() throws Exception {
    var everything = Extent.everything(NAMES);
    assertSame(
        read(Connected.PLAN, Map.of(), everything),
        read(
            ClientCredentials.ofUser("admin-cli", null, KeycloakServer.ADMIN, KeycloakServer.ADMIN),
            Map.of("login-realm", "master"),
            everything));
  }

  @Test
  void everythingIsThere() throws Exception {
    var live = read(Connected.PLAN, Map.of(), Extent.everything(NAMES));
    for (var name : Stream.concat(RichRealm.ODD.stream(), RichRealm.PLAIN.stream()).toList()) {
      var role = requireNonNull(live.roles().get(new Slug(name)), name);
      assertFalse(role.system(), name);
    }
    assertEquals(Set.of(), capabilities(live, "inner"));
    assertEquals(
        Set.of(
            new CapabilityId("realm", "outer"),
            new CapabilityId(RichRealm.BILLING, "pay"),
            new CapabilityId("realm-management", "view-users")),
        capabilities(live, "outermost"));
    assertEquals(Set.of(new CapabilityId("realm", "right")), capabilities(live, "left"));
    assertEquals(Set.of(new CapabilityId("realm", "left")), capabilities(live, "right"));
    assertEquals(
        Set.of(new CapabilityId("realm", "self"), new CapabilityId("audit", "export")),
        capabilities(live, "self"));
    assertEquals(
        Set.of(new CapabilityId("realm", "outer"), new CapabilityId("ops", "deploy:prod")),
        capabilities(live, "ops:root"));
    var told = requireNonNull(live.roles().get(new Slug("told"))).definition();
    assertEquals("Told at length", told.name());
    assertEquals("First line.\nSecond line.\n\tThird: \"end\" ", told.description());
    assertEquals(Set.of(new Slug("gone"), new Slug("long gone")), live.retired());

    assertEquals(
        List.of("/support/emea", "disabled", "federated", "no-mail"), holders(live, "inner"));
    assertEquals(List.of("no-mail"), holders(live, "offline_access"));
    assertEquals(List.of("/support/emea/night", "plus+sign"), holders(live, "a/b"));
    assertEquals(List.of("/support/emea/night"), holders(live, "ünï ☃ 漢字"));
    assertEquals(List.of("/support/with/slash"), holders(live, "self"));
    assertEquals(List.of("/support", "anita"), holders(live, "ops:deploy:prod"));
    assertEquals(List.of("anita"), holders(live, RichRealm.BILLING + ":refund everything"));
    assertEquals(13, holders(live, "p+lus").size());
    assertEquals(12, holders(live, "semi;colon=1").size());
    assertTrue(holders(live, "outer").contains("service-account-robot"));
    assertEquals(28, holders(live, "outer").size());
    // Everybody has that one; nobody wants to read so.
    assertEquals(List.of(), holders(live, "default-roles-" + realm.name()));
    for (var name : NAMES) {
      boolean unknown =
          Set.of("nobody", "nobody@example.com", "anit", "/nothing").contains(name.name());
      assertEquals(unknown, live.directory().find(name).isEmpty(), name::toString);
    }
  }

  private static Set<CapabilityId> capabilities(LiveState live, String role) {
    return requireNonNull(live.roles().get(new Slug(role)), role).definition().capabilities();
  }

  private static List<String> holders(LiveState live, String role) {
    return live.holders(new Slug(role)).stream().map(Subject::name).toList();
  }

  @Test
  void aClientThatIsNotThereIsRefusedByName() {
    for (var key : List.of(Connected.PLAN, Connected.APPLY)) {
      Refused.with(
          List.of("no client nowhere, which clients in rolecall.yaml names"),
          () -> read(key, Map.of("clients", "audit\nnowhere"), Extent.definitions()));
    }
  }

  private List<String> requests(ClientCredentials credentials, Extent extent) throws Exception {
    int mark = realm.server().mark();
    read(credentials, Map.of(), extent);
    return realm.requestsSince(mark).stream()
        .map(it ->
            it.method() + " " + it.path().replaceAll("\\?.*", "").replace("/" + realm.name(), ""))
        .sorted()
        .toList();
  }

  @Test
  void onlyNecessaryRequestsLeave() throws Exception {
    var token = "POST /realms/protocol/openid-connect/token";
    var export = "POST /admin/realms/partial-export";
    assertEquals(
        List.of(export, token), requests(Connected.APPLY, Extent.usersOf(Set.of(), Set.of())));
    var groups = Set.of(SubjectName.group("/support/emea"), SubjectName.group("nothing"));
    assertEquals(
        List.of(export, token), requests(Connected.APPLY, Extent.usersOf(Set.of(), groups)));
    var asked = new TreeSet<>(List.of(new Slug("inner"), new Slug("audit:read"), new Slug("none")));
    assertEquals(
        4, requests(Connected.APPLY, Extent.usersOf(asked, Set.of())).size(), "two roles exist");
    assertEquals(
        3,
        requests(Connected.APPLY, Extent.usersOf(Set.of(), Set.of(SubjectName.user("anita"))))
            .size(),
        "one look-up");

    var listings = requests(Connected.PLAN, Extent.usersOf(Set.of(), Set.of()));
    assertFalse(listings.contains(export), "may not, and does not try");
    assertTrue(listings.stream().noneMatch(it -> it.endsWith("/users")), listings::toString);
    // Nobody asks what is in a role that contains nothing.
    long composites = listings.stream().filter(it -> it.endsWith("/composites")).count();
    var live = read(Connected.PLAN, Map.of(), Extent.definitions());
    assertEquals(
        live.roles().values().stream()
            .filter(role -> !role.definition().capabilities().isEmpty())
            .count(),
        composites);
  }
}
