package dev.rolecall.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rolecall.model.SubjectKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PagingTest {
  private static final String ASSIGNMENTS = "/api/v1/role-assignments";

  @TempDir private Path dir;

  /** Users and roles; user u holds role r where u + r is not a multiple of three. */
  private Tenant generated(int users, int roles) {
    Path data = dir.resolve("tenant.db");
    SandboxLoader.load(
        data,
        Stream.of(
                IntStream.range(0, users)
                    .<SeedRecord>mapToObj(u -> new SeedRecord.User(email(u), "User " + u, null)),
                IntStream.range(0, roles)
                    .<SeedRecord>mapToObj(
                        r -> new SeedRecord.Role("role-" + r, "R", "", List.of(), null)),
                IntStream.range(0, users * roles)
                    .filter(i -> (i / roles + i % roles) % 3 != 0)
                    .<SeedRecord>mapToObj(i ->
                        new SeedRecord.Holder(
                            "role-" + i % roles, SubjectKind.USER, email(i / roles), null)))
            .flatMap(stream -> stream),
        () -> Instant.EPOCH);
    return Tenant.of(SandboxOptions.defaults().withData(data));
  }

  private static String email(int user) {
    return "u" + user + "@example.com";
  }

  private static String key(JsonNode item) {
    return item.at("/role").stringValue() + " " + item.at("/subject/email").stringValue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 49, 50, 51, 99, 100, 101, 1000})
  void everyUserComesOnceWhateverThePageSize(int users) {
    try (var tenant = generated(users, 0)) {
      for (int limit : new int[] {1 + users / 7, 50, 1000}) {
        List<String> emails =
            tenant.all("/api/v1/users", limit).stream()
                .map(user -> user.get("email").stringValue())
                .toList();
        assertEquals(IntStream.range(0, users).mapToObj(PagingTest::email).toList(), emails);
      }
      Reply first = tenant.get("/api/v1/users").expect(200);
      assertEquals(Math.min(users, 50), first.data().size());
      assertEquals(50, first.body().at("/meta/limit").intValue());
      assertEquals(users <= 50, first.nextCursor() == null);
    }
  }

  @Test
  void everyWayThroughTheAssignmentsGivesTheSameSet() {
    try (var tenant = generated(70, 9)) {
      List<String> whole = keys(tenant.all(ASSIGNMENTS, 13));
      assertEquals(420, whole.size());
      assertEquals(420, new HashSet<>(whole).size());
      assertEquals(whole, keys(tenant.all(ASSIGNMENTS, 1000)));
      for (int n : new int[] {1, 2, 3, 7, 64}) {
        var parts = new ArrayList<String>();
        for (int k = 1; k <= n; k++) {
          parts.addAll(keys(tenant.all(ASSIGNMENTS + "?shard=" + k + "/" + n, 10)));
        }
        assertEquals(420, parts.size(), "shards " + n);
        assertEquals(new TreeSet<>(whole), new TreeSet<>(parts), "shards " + n);
      }
      String roles = "?role=role-1&role=role-5&role=role-8";
      assertEquals(
          whole.stream().filter(key -> key.matches("role-[158] .*")).toList(),
          keys(tenant.all(ASSIGNMENTS + roles, 11)));
      String users = "?subject=" + tenant.user(email(3)) + "&subject=" + tenant.user(email(64));
      assertEquals(
          whole.stream().filter(key -> key.matches(".* u(3|64)@.*")).sorted().toList(),
          keys(tenant.all(ASSIGNMENTS + users, 2)).stream().sorted().toList());
    }
  }

  private static List<String> keys(List<JsonNode> items) {
    return items.stream().map(PagingTest::key).toList();
  }

  @Test
  void writesDuringAListingNeitherSkipNorRepeatOtherRows() {
    try (var tenant = generated(60, 6)) {
      List<String> before = keys(tenant.all(ASSIGNMENTS, 1000));
      var seen = new ArrayList<String>();
      var touched = new HashSet<String>();
      String cursor = "";
      int page = 0;
      while (cursor != null) {
        Reply reply = tenant.get(ASSIGNMENTS + "?limit=10" + cursor).expect(200);
        reply.data().forEach(item -> seen.add(key(item)));
        cursor = reply.nextCursor() == null ? null : "&cursor=" + reply.nextCursor();
        String user = email(page * 7 % 60);
        for (String role : List.of("role-0", "role-5")) {
          touched.add(role + " " + user);
          tenant
              .batch(
                  Tenant.item(
                      before.contains(role + " " + user) ? "remove" : "add",
                      role,
                      "user",
                      tenant.user(user)))
              .expect(200);
        }
        page++;
      }
      assertTrue(page > 20);
      assertEquals(seen.size(), new HashSet<>(seen).size());
      seen.removeAll(touched);
      assertEquals(before.stream().filter(key -> !touched.contains(key)).toList(), seen);
    }
  }

  @Test
  void aCursorBelongsToItsListing() {
    try (var tenant = generated(60, 2)) {
      String users = tenant.get("/api/v1/users?limit=5").nextCursor();
      tenant.get("/api/v1/users?limit=7&cursor=" + users).expect(200);
      tenant.get("/api/v1/users?q=u&cursor=" + users).expect(400, "invalid_request");
      tenant.get("/api/v1/roles?cursor=" + users).expect(400, "invalid_request");
      tenant.get("/api/v1/users?cursor=").expect(400, "invalid_request");
      tenant.get("/api/v1/users?cursor=%21").expect(400, "invalid_request");
      String whole = tenant.get(ASSIGNMENTS + "?limit=5").nextCursor();
      tenant.get(ASSIGNMENTS + "?shard=1/2&cursor=" + whole).expect(400, "invalid_request");
    }
  }

  @Test
  void limitsAreLoweredOrRefused() {
    try (var tenant = generated(1, 0)) {
      assertEquals(
          1000, tenant.get("/api/v1/users?limit=5000").body().at("/meta/limit").intValue());
      for (String limit : List.of("0", "-1", "x", "", "1.5", "99999999999")) {
        tenant.get("/api/v1/users?limit=" + limit).expect(400, "invalid_request");
      }
      tenant.get("/api/v1/users?limit=1&limit=2").expect(400, "invalid_request");
      tenant.get("/api/v1/users?page=2").expect(400, "invalid_request");
    }
  }

  @Test
  void everyListingPages() {
    try (var tenant = Tenant.acme()) {
      tenant.createRole("a", "users:view").expect(201);
      tenant.createRole("b").expect(201);
      tenant.delete("/api/v1/roles/a").expect(200);
      tenant.delete("/api/v1/roles/b").expect(200);
      tenant.signIn("ben@example.com").expect(200);
      tenant.signIn("ben@example.com").expect(200);
      String members = "/api/v1/groups/" + tenant.group("customer-support") + "/members";
      String one = "/api/v1/group-memberships?group=" + tenant.group("customer-support");
      for (String path :
          List.of(
              "/api/v1/capabilities",
              "/api/v1/roles",
              "/api/v1/roles?slug=owner&slug=viewer",
              "/api/v1/retired-slugs",
              "/api/v1/users",
              "/api/v1/users?email=ben@example.com&email=anita@example.com",
              "/api/v1/groups",
              "/api/v1/sessions",
              "/api/v1/audit-events",
              "/api/v1/audit-events?type=role.created&type=role.deleted",
              "/api/v1/group-memberships",
              one,
              members)) {
        List<JsonNode> ones = tenant.all(path, 1);
        assertEquals(tenant.all(path, 1000), ones, path);
        assertTrue(ones.size() >= 2, path);
      }
    }
  }
}
