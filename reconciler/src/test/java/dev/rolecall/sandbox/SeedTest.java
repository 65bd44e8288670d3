package dev.rolecall.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rolecall.problem.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedTest {
  @TempDir private Path dir;

  @Test
  void fillsAnEmptyTenant() {
    String yaml =
        Tenant.ACME
            + """
            capabilities:
              - { area: payments, action: approve, name: Approve, status: in-flight }
            roles:
              - slug: cs-lead
                name: CS Lead
                capabilities: ["users:view", "payments:approve"]
                users: [BEN@example.com]
                groups: [design]
              - { slug: owner, users: [anita@example.com] }
            retired:
              - { slug: temp, name: Temp }
            """;
    try (var tenant = Tenant.seeded(yaml)) {
      assertEquals(
          List.of("owner Anita Rao", "cs-lead Ben Ito", "cs-lead Design Team"),
          tenant.all("/api/v1/role-assignments", 10).stream()
              .map(a -> a.at("/role").asString() + " " + a.at("/subject/name").asString())
              .toList());
      assertEquals(
          "in-flight", tenant.get("/api/v1/capabilities/payments/approve").text("/status"));
      tenant.createRole("temp").expect(409, "slug_retired");
      assertEquals(
          "{\"users\":3,\"groups\":2,\"roles\":1,\"assignments\":3,\"retired_slugs\":1}",
          tenant.get("/api/v1/audit-events?type=tenant.seeded").data().at("/0/data").toString());
    }
  }

  @Test
  void aSecondUserOfOneEmailHasAnIdOfItsOwn() {
    String id = "usr_01JD3N7Z2Q8X4V6T9R5M1K0H2B";
    String yaml =
        """
        users:
          - { email: a@example.com, name: First }
          - { id: %1$s, email: A@example.com, name: Second }
        groups: [{ slug: g, members: [a@example.com, %1$s] }]
        roles: [{ slug: one, name: One, users: [%1$s] }]
        """
            .formatted(id);
    try (var tenant = Tenant.seeded(yaml)) {
      assertEquals(
          List.of("First", "Second"),
          tenant.get("/api/v1/users?email=a@example.com").texts("/name"));
      assertEquals(
          List.of("First", "Second"), tenant.get("/api/v1/group-memberships").texts("/user/name"));
      assertEquals(
          List.of(id), tenant.get("/api/v1/role-assignments?role=one").texts("/subject/id"));
    }
  }

  @Test
  void isIgnoredWhereThereIsATenant() throws Exception {
    Path data = dir.resolve("tenant.db");
    Path seed = Files.writeString(dir.resolve("seed.yaml"), "users: [{ email: a@x, name: A }]");
    var options = SandboxOptions.defaults().withData(data).withSeed(seed);
    try (var tenant = Tenant.of(options)) {
      tenant.createRole("kept").expect(201);
    }
    Files.writeString(seed, "users: [{ email: b@x, name: B }]");
    try (var tenant = Tenant.of(options)) {
      assertEquals(List.of("A"), tenant.get("/api/v1/users").texts("/name"));
      tenant.get("/api/v1/roles/kept").expect(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "users: [{ email: a, nme: b }]|1:21",
        "users: { email: a }|1:8",
        "users: [x]|1:9",
        "users: [{ name: b }]|1:9",
        "users: [{ email: 7 }]|1:18",
        "users: [{ email: a }, { email: A }]|1:23",
        "users: [{ id: usr_1, email: a }]|1:9",
        "users: [{ id: usr_01JD3N7Z2Q8X4V6T9R5M1K0H2B, email: a },"
            + " { id: usr_01JD3N7Z2Q8X4V6T9R5M1K0H2B, email: b }]|1:59",
        "groups: [{ slug: g, members: [a] }]|1:10",
        "groups: [{ slug: g, members: a }]|1:30",
        "roles: [{ slug: r, name: R, capabilities: ['no:such'] }]|1:9",
        "roles: [{ slug: R, name: R }]|1:9",
        "roles: [{ slug: r, name: R, users: [a] }]|1:37",
        "roles: [{ slug: nobody, users: [] }, { slug: viewer, name: V }]|1:38",
        "retired: [{ slug: viewer }]|1:11",
        "people: []|1:1",
        "- a|1:1",
        "users: [|1:9",
      })
  void aMistakeIsNamedWithItsPlace(String yaml, String place) throws Exception {
    Path seed = Files.writeString(dir.resolve("seed.yaml"), yaml);
    var refused =
        assertThrows(
            InvalidInputException.class,
            () -> Sandbox.start(SandboxOptions.defaults().withSeed(seed), () -> Instant.EPOCH));
    assertEquals(
        seed + ":" + place,
        String.valueOf(refused.problems().getFirst().at()),
        refused::getMessage);
  }

  @Test
  void aDataFileOfTheVersionBeforeTakesASecondUserOfOneEmail() throws Exception {
    Path data = dir.resolve("tenant.db");
    SandboxLoader.load(data, Stream.of(new SeedRecord.User("a@x", "A", null)), () -> Instant.EPOCH);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data);
        var statement = connection.createStatement()) {
      statement.execute("DROP INDEX subjects_by_handle");
      statement.execute("CREATE UNIQUE INDEX subjects_by_handle ON subjects(kind, folded)");
      statement.execute("PRAGMA user_version = 1");
    }
    for (int expected = 2; expected <= 3; expected++) {
      try (var tenant = Tenant.of(SandboxOptions.defaults().withData(data))) {
        tenant.post("/api/v1/users", "{'email': 'A@x'}").expect(201);
        assertEquals(expected, tenant.get("/api/v1/users?email=a@x").data().size());
      }
    }
  }

  @Test
  void aMissingSeedAndAForeignDataFileAreInvalidInput() throws Exception {
    var missing = SandboxOptions.defaults().withSeed(dir.resolve("none.yaml"));
    assertThrows(InvalidInputException.class, () -> Sandbox.start(missing, () -> Instant.EPOCH));
    Path text = Files.writeString(dir.resolve("text.db"), "not a database, by far not one at all");
    var foreign = SandboxOptions.defaults().withData(text);
    assertThrows(InvalidInputException.class, () -> Sandbox.start(foreign, () -> Instant.EPOCH));
    var folder = SandboxOptions.defaults().withData(dir);
    assertThrows(InvalidInputException.class, () -> Sandbox.start(folder, () -> Instant.EPOCH));
  }

  @Test
  void aPortInUseIsInvalidInput() {
    try (var tenant = Tenant.acme()) {
      var defaults = SandboxOptions.defaults();
      var same =
          new SandboxOptions(
              tenant.url().getPort(),
              null,
              null,
              defaults.clients(),
              defaults.tokenLifetime(),
              defaults.traffic());
      assertThrows(InvalidInputException.class, () -> Sandbox.start(same, () -> Instant.EPOCH));
    }
  }

  @Test
  void theLoaderTakesOnlyAnEmptyTenantAndWritesAllOrNothing() {
    Path data = dir.resolve("tenant.db");
    var user = new SeedRecord.User("a@x", "A", null);
    assertThrows(
        InvalidInputException.class,
        () -> SandboxLoader.load(data, Stream.of(user, user), () -> Instant.EPOCH));
    SandboxLoader.load(data, Stream.of(user), () -> Instant.EPOCH);
    assertThrows(
        InvalidInputException.class,
        () -> SandboxLoader.load(data, Stream.of(user), () -> Instant.EPOCH));
  }

  @Test
  void readsAClientWithAndWithoutScopes() {
    assertEquals(SandboxClient.DEFAULT, SandboxClient.parse("rolecall=sandbox"));
    assertEquals(
        "[roles:read, users:read]",
        SandboxClient.parse("ci=s=x:users:read,roles:read").scopes().toString());
    assertEquals("s=x", SandboxClient.parse("ci=s=x:users:read").secret());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a=", "=b", "a=:roles:read", "a=b:", "a=b:roles:fly", "a=b:x,"})
  void refusesAClientOfAnotherForm(String text) {
    assertThrows(InvalidInputException.class, () -> SandboxClient.parse(text));
  }
}
