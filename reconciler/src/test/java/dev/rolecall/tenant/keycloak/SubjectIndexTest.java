package dev.rolecall.tenant.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectLookups;
import dev.rolecall.model.SubjectName;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a name means: everybody who goes by it is found, whoever holds what. */
@Tag("keycloak")
class SubjectIndexTest {
  private static final Slug TEAM = new Slug("team");

  /** The chief's e-mail is somebody else's user name. */
  private static Realm twins() {
    return Connected.realm()
        .role("team")
        .user("chief", "team")
        .user("chief@example.com", user -> user.put("email", "else@example.com"), "team")
        .user("plain", user -> user.put("email", "plain@elsewhere.example"), "team");
  }

  private static List<String> bearers(KeycloakReader reader, String name) throws TenantException {
    var wanted = SubjectName.user(name);
    var directory = reader.read(Extent.usersOf(Set.of(TEAM), Set.of(wanted))).directory();
    return directory.bearers(wanted).stream().map(Subject::name).sorted().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "chief", "chief@example.com", "both"})
  void aNameThatIsOnesUserNameAndTheOthersEmailHasBothAsBearers(String holder) throws Exception {
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
        assertEquals(List.of("chief", "chief@example.com"), bearers(reader, "Chief@example.com"));
      }
    }
  }

  private static String[] roles(String holder, String name) {
    return holder.equals(name) || holder.equals("both") ? new String[] {"team"} : new String[0];
  }

  @Test
  void oneEmailOfTwoHasBothAsBearersWhereTheRealmAllowsIt() throws Exception {
    var wanted =
        Connected.realm()
            .with(it -> it.put("loginWithEmailAllowed", false).put("duplicateEmailsAllowed", true))
            .role("team")
            .user("one", user -> user.put("email", "shared@example.com"), "team")
            .user("two", user -> user.put("email", "shared@example.com"));
    try (var realm = wanted.on(KeycloakServer.shared());
        var connected = Connected.to(realm)) {
      for (var reader : List.of(connected.reader(), connected.fullReader())) {
        assertEquals(List.of("one", "two"), bearers(reader, "SHARED@example.com"));
      }
    }
  }

  /** Token, export and holders; and one more for all e-mails of holders together. */
  @Test
  void thatHoldersHaveNoNamesakesCostsOneRequestForAllOfThem() throws Exception {
    var wanted = Connected.realm().role("team");
    IntStream.range(0, 40).forEach(i -> wanted.user("user" + i, "team"));
    try (var realm = wanted.on(KeycloakServer.shared());
        var connected = Connected.to(realm)) {
      for (String suffix : List.of("@example.com", "")) {
        var names =
            IntStream.range(0, 40)
                .mapToObj(i -> SubjectName.user("user" + i + suffix))
                .collect(Collectors.toSet());
        int mark = realm.server().mark();
        var live = connected.fullReader().read(Extent.usersOf(Set.of(TEAM), names));
        assertEquals(
            Optional.of("user7"),
            live.directory().find(SubjectName.user("user7" + suffix)).map(Subject::name));
        assertEquals(suffix.isEmpty() ? 3 : 4, realm.requestsSince(mark).size());
      }
    }
  }

  @Test
  void namesakesOfManyHoldersAreFoundInOneListing() throws Exception {
    var wanted = twins();
    IntStream.range(0, 50).forEach(i -> wanted.user("user" + i, "team"));
    try (var realm = wanted.on(KeycloakServer.shared());
        var connected = Connected.to(realm)) {
      var names = new HashSet<SubjectName>();
      IntStream.range(0, 50).forEach(i -> names.add(SubjectName.user("user" + i + "@example.com")));
      var chief = SubjectName.user("chief@example.com");
      names.add(chief);
      int mark = realm.server().mark();
      var live = connected.fullReader().read(Extent.usersOf(Set.of(TEAM), names));
      assertEquals(2, live.directory().bearers(chief).size());
      assertEquals(5, realm.requestsSince(mark).size(), "token, export, holders, count, listing");
    }
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
  void amongManyNamesToo() throws Exception {
    var wanted = twins();
    IntStream.range(0, 50).forEach(i -> wanted.user("user" + i));
    try (var realm = wanted.on(KeycloakServer.shared());
        var connected = Connected.to(realm)) {
      var names =
          IntStream.range(0, 50)
              .mapToObj(i -> SubjectName.user("user" + i))
              .collect(Collectors.toSet());
      var chief = SubjectName.user("chief@example.com");
      names.add(chief);
      var live = connected.reader().read(Extent.usersOf(Set.of(), names));
      assertEquals(2, live.directory().bearers(chief).size());
      assertEquals(1, live.directory().bearers(SubjectName.user("user9")).size());
    }
  }

  @Test
  void whatIsNoIdIsUnknownAndStopsNothing() throws Exception {
    try (var realm = twins().on(KeycloakServer.shared());
        var connected = Connected.to(realm)) {
      var ids =
          Stream.of(
                  "count", "profile", "..", ".", "a/b", "x?y", "f:1:2", "%2e", "ä", "0".repeat(255))
              .map(id -> new SubjectId(SubjectKind.USER, id))
              .collect(Collectors.toSet());
      var live =
          connected
              .reader()
              .read(Extent.usersOf(Set.of(), new SubjectLookups(Set.of(), ids, new TreeMap<>())));
      ids.forEach(id -> assertEquals(Optional.empty(), live.directory().find(id)));
    }
  }

  @Test
  void twoGroupsWithOnePathAreBothBearers() throws Exception {
    var wanted =
        Connected.realm()
            .role("team")
            .group("/a/b", "team")
            .with(it -> it.withArrayProperty("groups").addObject().put("name", "a/b"));
    try (var realm = wanted.on(KeycloakServer.shared());
        var connected = Connected.to(realm)) {
      for (var reader : List.of(connected.reader(), connected.fullReader())) {
        var directory =
            reader.read(Extent.everything(Set.of(SubjectName.group("a/b")))).directory();
        assertEquals(2, directory.bearers(SubjectName.group("a/b")).size());
        assertEquals(2, directory.bearers(SubjectName.group("/a/b")).size());
        assertEquals(1, directory.bearers(SubjectName.group("a")).size());
      }
    }
  }
}
