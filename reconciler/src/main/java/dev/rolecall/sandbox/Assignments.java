package dev.rolecall.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who holds which role: changed in batches. The listing is {@link AssignmentListing}. */
final class Assignments {
  static final int MAX_BATCH = 500;
  static final String ADD =
      "INSERT OR IGNORE INTO assignments(role_no, subject_no, shard) VALUES(?1, ?2, ?2 % "
          + Tables.SHARDS
          + ")";

  private Assignments() {}

  static List<Route> routes() {
    return List.of(
        Route.get("/api/v1/role-assignments", "roles:read", AssignmentListing::list),
        Route.write("POST", "/api/v1/role-assignments/batch", "roles:write", Assignments::batch));
  }

  /** False when the subject holds the role already. */
  static boolean add(Call call, long role, String slug, Subjects.Found subject) {
    boolean done = call.sql().update(ADD, role, subject.no()) > 0;
    if (done) {
      audit(call, "role.assigned", slug, subject);
    }
    return done;
  }

  private static boolean remove(Call call, long role, String slug, Subjects.Found subject) {
    boolean done =
        call.sql()
                .update(
                    "DELETE FROM assignments WHERE role_no = ? AND subject_no = ?",
                    role,
                    subject.no())
            > 0;
    if (done) {
      audit(call, "role.unassigned", slug, subject);
    }
    return done;
  }

  private static void audit(Call call, String type, String slug, Subjects.Found subject) {
    ObjectNode data = Json.object();
    data.put("role", slug);
    data.set("subject", subject.json());
    Audit.record(call, type, Audit.Target.role(slug), data);
  }

  private static Answer batch(Call call) {
    call.query();
    List<Body> items =
        call.body("items").objects("items", MAX_BATCH, "op", "role", "subject_type", "subject_id");
    items.forEach(Assignments::check);
    Map<String, Optional<Long>> roles = new HashMap<>();
    ArrayNode outcomes = Json.array();
    for (Body item : items) {
      outcomes.add(outcome(call, item, roles));
    }
    return Answer.ok(outcomes);
  }

  private static void check(Body item) {
    String op = item.required("op");
    String type = item.required("subject_type");
    item.required("role");
    item.required("subject_id");
    if (!op.equals("add") && !op.equals("remove")) {
      throw Refusal.invalid("op", "op must be add or remove.");
    }
    if (!type.equals(Subjects.USER) && !type.equals(Subjects.GROUP)) {
      throw Refusal.invalid("subject_type", "subject_type must be user or group.");
    }
  }

  private static ObjectNode outcome(Call call, Body item, Map<String, Optional<Long>> roles) {
    String slug = item.required("role");
    Optional<Long> role =
        roles.computeIfAbsent(
            slug,
            _ ->
                call.sql()
                    .first("SELECT no FROM roles WHERE slug = ?", row -> row.getLong(1), slug));
    if (role.isEmpty()) {
      return failed(ErrorCode.UNKNOWN_ROLE, "There is no role " + slug + ".");
    }
    String type = item.required("subject_type");
    String id = item.required("subject_id");
    Optional<Subjects.Found> subject = Subjects.find(call.sql(), type, id);
    if (subject.isEmpty()) {
      return failed(ErrorCode.UNKNOWN_SUBJECT, "There is no " + type + " " + id + ".");
    }
    boolean done =
        item.required("op").equals("add")
            ? add(call, role.get(), slug, subject.get())
            : remove(call, role.get(), slug, subject.get());
    return Json.object().put("outcome", done ? "done" : "already");
  }

  static ObjectNode failed(ErrorCode code, String message) {
    return Json.object().put("outcome", "failed").put("error", code.word()).put("message", message);
  }

  /** The direct holders of a role, for the audit entry of its deletion. */
  static ArrayNode holders(Sql sql, long role) {
    ArrayNode holders = Json.array();
    sql.all(
            "SELECT s.* FROM assignments a CROSS JOIN subjects s ON s.no = a.subject_no"
                + " WHERE a.role_no = ? ORDER BY a.subject_no",
            Subjects::read,
            role)
        .forEach(subject -> holders.add(subject.json()));
    return holders;
  }
}
