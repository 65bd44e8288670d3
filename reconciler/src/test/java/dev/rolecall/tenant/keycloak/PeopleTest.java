package dev.rolecall.tenant.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectName;
import dev.rolecall.tenant.Extent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a name means; where two go by it, nobody is chosen. */
@Tag("keycloak")
class PeopleTest {

  /** The chief's e-mail is somebody else's user name. */
  private static Realm twins() {
    return Connected.realm()
        .role("team")
        .user("chief", "team")
        .user("chief@example.com", user -> user.put("email", "else@example.com"), "team")
        .user("plain", user -> user.put("email", "plain@elsewhere.example"), "team");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "chief@example.com", "both"})
  void aNameThatIsOnesUserNameAndTheOthersEmailIsRefused(String holder) {
    var wanted =
        Connected.realm()
            .role("team")
            .user("chief", roles(holder, "chief"))
            .user(
                "chief@example.com",
                user -> user.put("email", "else@example.com"),
                roles(holder, "chief@example.com"));
    try (var realm = wanted.on(KeycloakServer.shared());
        var connected = Connected.to(realm)) {
      for (var reader : List.of(connected.reader(), connected.fullReader())) {
        Refused.with(
            List.of("could not tell who user Chief@example.com is: two users"),
            () ->
                reader.read(
                    Extent.usersOf(
                        Set.of(new Slug("team")), Set.of(SubjectName.user("Chief@example.com")))));
      }
    }
  }

  /** So that the usual plan, where everybody declared by e-mail holds, asks for nobody. */
  @Test
  void aHolderWhoseEmailItIsIsTheOneMeant() throws Exception {
    try (var realm = twins().on(KeycloakServer.shared());
        var connected = Connected.to(realm)) {
      var mail = SubjectName.user("plain@elsewhere.example");
      int mark = realm.server().mark();
      var live =
          connected.fullReader().read(Extent.usersOf(Set.of(new Slug("team")), Set.of(mail)));
      assertEquals("plain", name(live.directory().find(mail)));
      assertEquals(3, realm.requestsSince(mark).size());
    }
  }

  private static String[] roles(String holder, String name) {
    return holder.equals(name) || holder.equals("both") ? new String[] {"team"} : new String[0];
  }

  @Test
  void theyAreFoundByTheirOtherNames() throws Exception {
    try (var realm = twins().on(KeycloakServer.shared());
        var connected = Connected.to(realm)) {
      var names = Stream.of("chief", "ELSE@example.com", "plain", "plain@elsewhere.example");
      var live =
          connected
              .reader()
              .read(Extent.everything(names.map(SubjectName::user).collect(Collectors.toSet())));
      assertEquals("chief", name(live.directory().find(SubjectName.user("Chief"))));
      assertEquals(
          "chief@example.com", name(live.directory().find(SubjectName.user("else@example.com"))));
      assertEquals(
          "plain", name(live.directory().find(SubjectName.user("plain@elsewhere.example"))));
    }
  }

  private static String name(Optional<Subject> subject) {
    return subject.orElseThrow().name();
  }

  @Test
  void amongManyNamesToo() {
    var wanted = twins();
    IntStream.range(0, 50).forEach(i -> wanted.user("user" + i));
    try (var realm = wanted.on(KeycloakServer.shared());
        var connected = Connected.to(realm)) {
      var names =
          IntStream.range(0, 50)
              .mapToObj(i -> SubjectName.user("user" + i))
              .collect(Collectors.toSet());
      names.add(SubjectName.user("chief@example.com"));
      Refused.with(
          List.of("could not tell who user chief@example.com is"),
          () -> connected.reader().read(Extent.usersOf(Set.of(), names)));
    }
  }

  @Test
  void twoGroupsWithOnePathAreRefusedWhereTheyAreNamed() throws Exception {
    var wanted =
        Connected.realm()
            .role("team")
            .group("/a/b", "team")
            .with(it -> it.withArrayProperty("groups").addObject().put("name", "a/b"));
    try (var realm = wanted.on(KeycloakServer.shared());
        var connected = Connected.to(realm)) {
      for (var reader : List.of(connected.reader(), connected.fullReader())) {
        Refused.with(
            List.of("could not tell who group a/b is: two groups of the realm go by that name"),
            () -> reader.read(Extent.everything(Set.of(SubjectName.group("a/b")))));
        var live = reader.read(Extent.everything(Set.of(SubjectName.group("/a"))));
        assertEquals(1, live.holders(new Slug("team")).size());
      }
    }
  }
}
