package dev.rolecall.tenant.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.http.ClientCredentials;
import dev.rolecall.model.People;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectName;
import dev.rolecall.tenant.Audience;
import dev.rolecall.tenant.Extent;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is behind groups and roles of a real Keycloak: subgroups, programs, disabled accounts. */
@Tag("keycloak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleReadTest {
  private static final Slug LEAD = new Slug("cs-lead");

  private LiveRealm realm = new LiveRealm(KeycloakServer.shared(), "");

  @BeforeAll
  void create() {
    realm =
        Connected.realm()
            .role("cs-lead")
            .serviceAccount("Robot", "secret")
            .group("/support", "cs-lead")
            .group("/support/emea")
            .group("/support/emea/night")
            .group("/supporters")
            .user("anita", user -> user.putArray("groups").add("/support/emea/night"))
            .user("both", user -> user.putArray("groups").add("/support").add("/support/emea"))
            .user("other", user -> user.putArray("groups").add("/supporters"))
            .user("sam", user -> user.put("enabled", false).putArray("groups").add("/support"))
            .user("direct", "cs-lead")
            .on(KeycloakServer.shared());
    String robot =
        realm.get("/users?username=service-account-robot&exact=true").at("/0/id").asString();
    String role = realm.get("/roles/cs-lead").path("id").asString();
    realm.post(
        "/users/" + robot + "/role-mappings/realm",
        "[{\"id\":\"%s\",\"name\":\"cs-lead\"}]".formatted(role));
  }

  @AfterAll
  void delete() {
    realm.close();
  }

  private static ClientCredentials by(boolean export) {
    return export ? Connected.APPLY : Connected.PLAN;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void membersOfAGroupAreThoseOfAllBelowIt(boolean export) throws Exception {
    try (var connected = Connected.to(realm)) {
      var reader = connected.keycloak().reader(by(export));
      var names = Set.of(SubjectName.group("/support"), SubjectName.group("/support/emea"));
      var live = reader.read(Extent.usersOf(Set.of(), names));
      String support = id(live.directory().find(SubjectName.group("/support")).orElseThrow());
      String emea = id(live.directory().find(SubjectName.group("/support/emea")).orElseThrow());
      People people = reader.people(new Audience(Set.of(support, emea), Set.of(LEAD)));
      assertEquals(List.of("anita", "both", "sam"), names(people.members().get(support)));
      assertEquals(List.of("anita", "both"), names(people.members().get(emea)));
      assertEquals(List.of("direct", "service-account-robot"), names(people.users().get(LEAD)));
      assertEquals(List.of("sam"), flagged(people, people.disabled()));
      assertEquals(List.of("service-account-robot"), flagged(people, people.services()));
    }
  }

  private static String id(Subject subject) {
    return subject.id();
  }

  private static List<String> names(@Nullable List<Subject> subjects) {
    return subjects == null ? List.of() : subjects.stream().map(Subject::name).sorted().toList();
  }

  private static List<String> flagged(People people, Set<String> ids) {
    var all = new TreeSet<Subject>();
    people.members().values().forEach(all::addAll);
    people.users().values().forEach(all::addAll);
    return all.stream().filter(one -> ids.contains(one.id())).map(Subject::name).toList();
  }

  @Test
  void whatWasReadIsNotAskedAgain() throws Exception {
    try (var connected = Connected.to(realm)) {
      var reader = connected.keycloak().reader(Connected.APPLY);
      var names = Set.of(SubjectName.group("/support"));
      var live = reader.read(Extent.usersOf(Set.of(LEAD), names));
      String support = id(live.directory().find(SubjectName.group("/support")).orElseThrow());
      int mark = realm.server().mark();
      var audience = new Audience(Set.of(support), Set.of(LEAD));
      People people = reader.people(audience);
      // The group and two below it; the users of the role were read with the realm.
      assertEquals(3, realm.requestsSince(mark).size());
      assertEquals(List.of("sam"), flagged(people, people.disabled()));
      assertEquals(people, reader.people(audience));
      assertEquals(3, realm.requestsSince(mark).size());
    }
  }

  @Test
  void allWhoCanSignInAreCountedInOneRequest() throws Exception {
    try (var connected = Connected.to(realm)) {
      var reader = connected.keycloak().reader(Connected.PLAN);
      reader.read(Extent.usersOf(Set.of(), Set.of()));
      int mark = realm.server().mark();
      // Four people and three programs; not sam, who is disabled.
      assertEquals(OptionalInt.of(7), reader.headcount());
      assertEquals(1, realm.requestsSince(mark).size());
    }
  }
}
