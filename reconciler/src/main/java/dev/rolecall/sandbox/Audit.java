package dev.rolecall.sandbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The audit log: written in the transaction of the change, never edited. */
final class Audit {
  private Audit() {}

  /** What an entry is about. */
  record Target(String type, String id) {
    static Target role(String slug) {
      return new Target("role", slug);
    }

    static Target user(String id) {
      return new Target("user", id);
    }
  }

  /** A change that the client of this call made. */
  static void record(Call call, String type, Target target, ObjectNode data) {
    insert(call, type, target, data, "application", call.caller().client());
  }

  /** What a user did, who is also the target. */
  static void signedIn(Call call, String userId, ObjectNode data) {
    insert(call, "user.signed-in", Target.user(userId), data, "user", userId);
  }

  private static void insert(
      Call call, String type, Target target, ObjectNode data, String actorType, String actorId) {
    call.sql()
        .update(
            "INSERT INTO audit(id, type, at, actor_type, actor_id, target_type, target_id, data,"
                + " request) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
            Ulids.next("evt", call.now()),
            type,
            call.now().toEpochMilli(),
            actorType,
            actorId,
            target.type(),
            target.id(),
            data.toString(),
            call.request().id());
  }

  /** What the loader put in, as one entry. */
  static void seeded(Sql sql, Instant now, ObjectNode data) {
    sql.update(
        "INSERT INTO audit(id, type, at, actor_type, actor_id, target_type, target_id, data,"
            + " request) VALUES(?, 'tenant.seeded', ?, 'system', 'system', 'tenant', 'sandbox', ?,"
            + " NULL)",
        Ulids.next("evt", now),
        now.toEpochMilli(),
        data.toString());
  }

  static List<Route> routes() {
    return List.of(Route.get("/api/v1/audit-events", "audit:read", Audit::list));
  }

  private static Answer list(Call call) {
    Query query = call.query("type", "target", "from", "to", "cursor", "limit");
    Paging page = Paging.of(call, query, List.of(Long.MAX_VALUE));
    String where = query.has("target") ? " AND target_id IN (SELECT value FROM json_each(?))" : "";
    String types = query.has("type") ? " AND type IN (SELECT value FROM json_each(?))" : "";
    var values = new ArrayList<Object>();
    values.add(page.after(0));
    values.add(query.instant("from").map(Instant::toEpochMilli).orElse(Long.MIN_VALUE));
    values.add(query.instant("to").map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
    if (!where.isEmpty()) {
      values.add(Sql.list(query.many("target")));
    }
    if (!types.isEmpty()) {
      values.add(Sql.list(query.many("type")));
    }
    values.add(page.fetch());
    return page.answer(
        call.sql()
            .all(
                "SELECT * FROM audit WHERE no < ? AND at >= ? AND at < ?"
                    + where
                    + types
                    + " ORDER BY no DESC LIMIT ?",
                row -> new Paging.Item(List.of(row.getLong("no")), json(row)),
                values.toArray()));
  }

  private static ObjectNode json(ResultSet row) throws SQLException {
    ObjectNode event = Json.object();
    event.put("id", row.getString("id"));
    event.put("type", row.getString("type"));
    event.put("occurred_at", Instant.ofEpochMilli(row.getLong("at")).toString());
    event.set("actor", pair(row.getString("actor_type"), row.getString("actor_id")));
    event.set("target", pair(row.getString("target_type"), row.getString("target_id")));
    event.put("outcome", "success");
    event.set("data", Json.MAPPER.readTree(row.getString("data")));
    event.set("context", Json.object().put("request_id", row.getString("request")));
    return event;
  }

  private static ObjectNode pair(String type, String id) {
    return Json.object().put("type", type).put("id", id);
  }
}
