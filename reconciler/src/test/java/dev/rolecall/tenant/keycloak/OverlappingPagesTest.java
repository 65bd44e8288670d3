package dev.rolecall.tenant.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectName;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listings of holders, page by page, also while somebody else moves what is listed. */
@Tag("keycloak")
@ResourceLock(value = LargeRealm.LOCK, mode = ResourceAccessMode.READ)
class OverlappingPagesTest {
  private static final Slug TEAM = new Slug("team");

  private static String name(int i) {
    return LargeRealm.user(i);
  }

  @ParameterizedTest
  @CsvSource({
    "99, 99",
    "99, 100",
    "99, 101",
    "99, 2",
    "100, 99",
    "100, 100",
    "100, 101",
    "100, 1",
    "101, 99",
    "101, 100",
    "101, 101",
    "1000, 99",
    "1000, 100",
    "1000, 101",
    "1000, 1000",
    "10000, 1000",
    "10000, 10000"
  })
  void everyHolderIsReadOnce(int count, int page) throws Exception {
    var role = new Slug(LargeRealm.role(count));
    var large = LargeRealm.on(KeycloakServer.shared());
    try (var connected = Connected.to(large, Map.of("page-size", Integer.toString(page)))) {
      var live = connected.fullReader().read(Extent.usersOf(Set.of(role), Set.of()));
      assertEquals(
          IntStream.range(0, count).mapToObj(OverlappingPagesTest::name).toList(),
          names(live, role));
      assertEquals(
          LargeRealm.COUNTS.size() + 3,
          live.roles().values().stream().filter(it -> !it.slug().value().contains(":")).count());
    }
  }

  @Test
  void manyNamesAreLookedUpByListingAllUsers() throws Exception {
    var large = LargeRealm.on(KeycloakServer.shared());
    int mark = large.server().mark();
    try (var connected = Connected.to(large)) {
      var names =
          IntStream.range(0, 200)
              .mapToObj(
                  i -> SubjectName.user(i % 2 == 0 ? name(i * 7) : name(i * 7) + "@EXAMPLE.com"))
              .collect(Collectors.toSet());
      names.add(SubjectName.user("service-account-rolecall-plan"));
      names.add(SubjectName.user("nobody"));
      var live = connected.fullReader().read(Extent.usersOf(Set.of(), names));
      for (var name : names) {
        assertEquals(
            name.name().equals("nobody"), live.directory().find(name).isEmpty(), name::toString);
      }
    }
    var requests = large.requestsSince(mark);
    // Token, export, count, ten pages and the look-ups of what the list leaves out.
    assertTrue(requests.size() <= 17, requests::toString);
  }

  private static List<String> names(LiveState live, Slug role) {
    return live.holders(role).stream().map(Subject::name).toList();
  }

  private static Realm team(int size) {
    var wanted = Connected.realm().role("team").role("other");
    for (int i = 0; i < size; i++) {
      wanted.user(name(i), "team");
    }
    return wanted.user("aaaa").user("zzzz", "other");
  }

  private static String id(LiveRealm realm, String user) {
    return realm.get("/users?exact=true&username=" + user).get(0).get("id").asString();
  }

  private static void team(LiveRealm realm, String user, boolean add) {
    var role = "[" + realm.get("/roles/team") + "]";
    var path = "/users/" + id(realm, user) + "/role-mappings/realm";
    if (add) {
      realm.post(path, role);
    } else {
      realm.delete(path, role);
    }
  }

  @ParameterizedTest
  @CsvSource({"aaaa, true", "user00000, false", "user00003, false"})
  void aListThatMovesBetweenTwoPagesIsReadAgain(String user, boolean add) throws Exception {
    try (var realm = team(8).on(KeycloakServer.shared());
        var meddler = Meddler.of(realm.server().url());
        var connected = Connected.to(meddler.url(), realm.name(), Map.of("page-size", "4"))) {
      meddler.before("GET .*/roles/team/users.*", 2, () -> team(realm, user, add));
      var live = connected.reader().read(Extent.ofRoles(Set.of(TEAM)));
      var expected =
          IntStream.range(0, 8).mapToObj(OverlappingPagesTest::name).collect(Collectors.toSet());
      var _ = add ? expected.add(user) : expected.remove(user);
      assertEquals(expected, Set.copyOf(names(live, TEAM)));
      assertEquals(expected.size(), names(live, TEAM).size());
      var first = meddler.seen("GET .*/roles/team/users.*first=0&.*");
      assertEquals(2, first.size(), "it starts over");
    }
  }

  @Test
  void aListThatNeverRestsIsAnError() throws Exception {
    try (var realm = team(8).on(KeycloakServer.shared());
        var meddler = Meddler.of(realm.server().url());
        var connected = Connected.to(meddler.url(), realm.name(), Map.of("page-size", "4"))) {
      for (int i = 0; i < 5; i++) {
        boolean add = i % 2 == 0;
        meddler.before(
            "GET .*/roles/team/users.*first=3&.*", i + 1, () -> team(realm, "aaaa", add));
      }
      Refused.with(
          Kind.UNREACHABLE,
          List.of("could not list users of role team: it changed between two pages, 5 times"),
          () -> connected.reader().read(Extent.ofRoles(Set.of(TEAM))));
    }
  }

  @Test
  void aRoleThatGoesWhileItIsReadIsNotThere() throws Exception {
    for (var at : List.of("GET .*/roles/team/users.*", "GET .*/roles-by-id/.*/composites.*")) {
      try (var realm = team(2).role("whole", "other").on(KeycloakServer.shared());
          var meddler = Meddler.of(realm.server().url());
          var connected = Connected.to(meddler.url(), realm.name(), Map.of("clients", ""))) {
        var gone = at.contains("composites") ? "whole" : "team";
        var id = realm.get("/roles/" + gone).get("id").asString();
        meddler.before(
            at.replace("roles-by-id/.*", "roles-by-id/" + id),
            1,
            () -> realm.delete("/roles/" + gone));
        var live = connected.reader().read(Extent.everything(Set.of()));
        assertFalse(live.roles().containsKey(new Slug(gone)));
        assertEquals(List.of(), live.holders(new Slug(gone)));
        assertEquals(List.of("zzzz"), names(live, new Slug("other")));
      }
    }
  }

  @Test
  void groupsInManyPagesAreAllRead() throws Exception {
    var wanted = Connected.realm().role("team");
    for (int i = 0; i < 1_001; i++) {
      wanted.group("/g%04d".formatted(i), i % 500 == 0 ? new String[] {"team"} : new String[0]);
    }
    try (var realm = wanted.on(KeycloakServer.shared());
        var connected = Connected.to(realm)) {
      var live = connected.reader().read(Extent.usersOf(Set.of(), Set.of()));
      assertEquals(List.of("/g0000", "/g0500", "/g1000"), names(live, TEAM));
      assertEquals(1_001, live.directory().size());
    }
  }
}
