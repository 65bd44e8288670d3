package dev.rolecall.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random operations, each against the simplest thing that could be right: sets in memory. */
class RandomOperationsTest {
  private static final List<String> SLUGS = List.of("a", "b", "c", "d", "e", "f");
  private static final List<String> CAPABILITIES =
      List.of("users:view", "audit:read", "audit:export", "branding:edit");
  private static final List<String> USERS =
      List.of("Anita@example.com", "ben@example.com", "sam@auditfirm.example");

  private final Map<String, Set<String>> roles = new TreeMap<>();
  private final Set<String> retired = new HashSet<>();
  private final Set<String> assignments = new TreeSet<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theTenantAgreesWithTheOracle(long seed) {
    var random = new SplittableRandom(seed);
    try (var tenant = Tenant.acme()) {
      for (int step = 0; step < 150; step++) {
        String slug = SLUGS.get(random.nextInt(SLUGS.size()));
        String capability = CAPABILITIES.get(random.nextInt(CAPABILITIES.size()));
        String user = USERS.get(random.nextInt(USERS.size()));
        switch (random.nextInt(10)) {
          case 0, 1 -> create(tenant, slug, capability);
          case 2 -> delete(tenant, slug, random.nextInt(4) == 0);
          case 3, 4 -> edit(tenant, slug, capability, random.nextBoolean());
          default -> assign(tenant, slug, user, random.nextInt(3) > 0);
        }
        if (step % 10 == 0) {
          compare(tenant, user);
        }
      }
      compare(tenant, USERS.getFirst());
    }
  }

  private void create(Tenant tenant, String slug, String capability) {
    Reply reply = tenant.createRole(slug, capability);
    if (retired.contains(slug)) {
      reply.expect(409, "slug_retired");
    } else if (roles.containsKey(slug)) {
      reply.expect(409, "slug_taken");
    } else {
      reply.expect(201);
      roles.put(slug, new TreeSet<>(Set.of(capability)));
    }
  }

  private void delete(Tenant tenant, String slug, boolean really) {
    if (!really || !roles.containsKey(slug)) {
      tenant
          .delete("/api/v1/roles/" + slug, "If-Match", "\"0\"")
          .expect(roles.containsKey(slug) ? 412 : 404);
      return;
    }
    tenant.delete("/api/v1/roles/" + slug).expect(200);
    roles.remove(slug);
    retired.add(slug);
    assignments.removeIf(assignment -> assignment.startsWith(slug + " "));
  }

  private void edit(Tenant tenant, String slug, String capability, boolean add) {
    String field = add ? "add_capabilities" : "remove_capabilities";
    Reply reply =
        tenant.patch("/api/v1/roles/" + slug, "{'" + field + "': ['" + capability + "']}");
    Set<String> held = roles.get(slug);
    if (held == null) {
      reply.expect(404, "unknown_role");
    } else {
      reply.expect(200);
      if (add) {
        held.add(capability);
      } else {
        held.remove(capability);
      }
    }
  }

  private void assign(Tenant tenant, String slug, String user, boolean add) {
    String op = add ? "add" : "remove";
    String outcome =
        tenant.batch(Tenant.item(op, slug, "user", tenant.user(user))).text("/0/outcome");
    String key = slug + " " + user;
    if (!roles.containsKey(slug)) {
      assertEquals("failed", outcome);
    } else {
      assertEquals(
          (add ? assignments.add(key) : assignments.remove(key)) ? "done" : "already", outcome);
    }
  }

  private void compare(Tenant tenant, String user) {
    var live = new TreeMap<String, Set<String>>();
    tenant.all("/api/v1/roles", 3).stream()
        .filter(role -> !role.get("system").booleanValue())
        .forEach(role -> {
          var held = new TreeSet<String>();
          role.get("capabilities").forEach(each -> held.add(each.stringValue()));
          live.put(role.get("slug").stringValue(), held);
        });
    assertEquals(roles, live);
    var held = new TreeSet<String>();
    tenant
        .all("/api/v1/role-assignments", 2)
        .forEach(item ->
            held.add(
                item.get("role").stringValue() + " " + item.at("/subject/email").stringValue()));
    assertEquals(assignments, held);
    var gone = new HashSet<>(tenant.get("/api/v1/retired-slugs").texts("/slug"));
    assertEquals(retired, gone);
    var scope = new TreeSet<String>();
    roles.forEach((slug, capabilities) -> {
      if (assignments.contains(slug + " " + user)) {
        scope.addAll(capabilities);
      }
    });
    assertEquals(String.join(" ", scope), tenant.signIn(user).body().get("scope").stringValue());
  }
}
