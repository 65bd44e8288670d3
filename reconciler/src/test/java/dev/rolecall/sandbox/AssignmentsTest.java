package dev.rolecall.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentsTest {
  private final Tenant tenant = Tenant.acme();
  private final String ben = tenant.user("ben@example.com");
  private final String design = tenant.group("design");

  @AfterEach
  void close() {
    tenant.close();
  }

  private List<String> holders(String role) {
    return tenant.get("/api/v1/role-assignments?role=" + role).expect(200).texts("/subject/name");
  }

  @Test
  void addsAndRemovesWithAnOutcomePerItem() {
    tenant.createRole("cs-lead").expect(201);
    Reply reply =
        tenant
            .batch(
                Tenant.item("add", "cs-lead", "user", ben),
                Tenant.item("add", "cs-lead", "user", ben),
                Tenant.item("add", "nobody", "user", ben),
                Tenant.item("add", "cs-lead", "group", ben),
                Tenant.item("add", "viewer", "group", design),
                Tenant.item("remove", "cs-lead", "group", design),
                Tenant.item("remove", "viewer", "group", design))
            .expect(200);
    assertEquals(
        List.of("done", "already", "failed", "failed", "done", "already", "done"),
        reply.texts("/outcome"));
    assertEquals("unknown_role", reply.text("/2/error"));
    assertEquals("unknown_subject", reply.text("/3/error"));
    assertEquals(List.of("Ben Ito"), holders("cs-lead"));
    assertEquals(List.of(), holders("viewer"));
  }

  @Test
  void anItemNamesItsSubjectInFull() {
    tenant
        .batch(
            Tenant.item("add", "viewer", "user", ben),
            Tenant.item("add", "viewer", "group", design))
        .expect(200);
    assertEquals(
        "[{\"role\":\"viewer\",\"subject\":{\"type\":\"user\",\"id\":\"%s\",\"email\":\"ben@example.com\",\"name\":\"Ben Ito\"}},"
                .formatted(ben)
            + "{\"role\":\"viewer\",\"subject\":{\"type\":\"group\",\"id\":\"%s\",\"slug\":\"design\",\"name\":\"Design Team\"}}]"
                .formatted(design),
        tenant.get("/api/v1/role-assignments").data().toString());
  }

  @Test
  void filtersJoinByAnd() {
    tenant.createRole("one").expect(201);
    tenant
        .batch(
            Tenant.item("add", "viewer", "user", ben),
            Tenant.item("add", "one", "user", ben),
            Tenant.item("add", "one", "group", design))
        .expect(200);
    String path = "/api/v1/role-assignments?";
    assertEquals(List.of("viewer", "one"), tenant.get(path + "subject=" + ben).texts("/role"));
    assertEquals(List.of("one"), tenant.get(path + "role=one&subject=" + ben).texts("/role"));
    assertEquals(List.of(), tenant.get(path + "role=nobody").texts("/role"));
    assertEquals(List.of(), tenant.get(path + "subject=nobody").texts("/role"));
    int both = 0;
    for (int k = 1; k <= 2; k++) {
      both += tenant.get(path + "role=one&shard=" + k + "/2").data().size();
      both += tenant.get(path + "shard=" + k + "/2&subject=" + ben).data().size();
    }
    assertEquals(4, both);
  }

  @Test
  void aBatchHoldsUpTo500() {
    String item = Tenant.item("add", "viewer", "user", ben);
    Reply full = tenant.batch(Collections.nCopies(500, item).toArray(String[]::new)).expect(200);
    assertEquals(1, full.texts("/outcome").stream().filter("done"::equals).count());
    tenant
        .batch(Collections.nCopies(501, item).toArray(String[]::new))
        .expect(400, "invalid_request");
    tenant.batch().expect(400, "invalid_request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'op': 'grant', 'role': 'viewer', 'subject_type': 'user', 'subject_id': 'x'}",
        "{'op': 'add', 'role': 'viewer', 'subject_type': 'robot', 'subject_id': 'x'}",
        "{'op': 'add', 'role': 'viewer', 'subject_type': 'user'}",
        "{'op': 'add', 'role': 'viewer', 'subject_type': 'user', 'subject_id': 1}",
        "{'op': 'add', 'role': 'viewer', 'subject_type': 'user', 'subject_id': 'x', 'y': 1}",
        "'viewer'"
      })
  void aMalformedItemRefusesTheWholeBatch(String bad) {
    tenant.batch(Tenant.item("add", "viewer", "user", ben), bad).expect(400, "invalid_request");
    assertEquals(List.of(), holders("viewer"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/1", "2/1", "1/65", "1", "1/2/3", "a/b", "-1/2", "01/2", ""})
  void refusesAShardThatIsNone(String shard) {
    tenant.get("/api/v1/role-assignments?shard=" + shard).expect(400, "invalid_request");
  }
}
