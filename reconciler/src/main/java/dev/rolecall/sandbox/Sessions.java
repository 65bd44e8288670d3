package dev.rolecall.sandbox;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sessions of test users: started, refreshed, listed, and revoked in bulk. */
final class Sessions {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Sessions() {}

  /** A session that can be refreshed. */
  record Open(String id, String refreshToken, Subjects.Found user) {}

  static List<Route> routes() {
    return List.of(
        Route.get("/api/v1/sessions", "sessions:read", Sessions::list),
        Route.write("POST", "/api/v1/sessions/revoke", "sessions:write", Sessions::revoke));
  }

  static Open start(Call call, Subjects.Found user) {
    byte[] random = new byte[24];
    RANDOM.nextBytes(random);
    String token = "rt_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    String id = Ulids.next("ses", call.now());
    long now = call.now().toEpochMilli();
    call.sql()
        .update(
            "INSERT INTO sessions(id, user_no, refresh, created, refreshed) VALUES(?, ?, ?, ?, ?)",
            id,
            user.no(),
            token,
            now,
            now);
    Audit.signedIn(call, user.id(), Json.object().put("session", id));
    return new Open(id, token, user);
  }

  static Optional<Open> refresh(Call call, String token) {
    call.sql()
        .update(
            "UPDATE sessions SET refreshed = ? WHERE refresh = ? AND revoked IS NULL",
            call.now().toEpochMilli(),
            token);
    return call.sql()
        .first(
            "SELECT u.*, s.id AS session FROM sessions s JOIN subjects u ON u.no = s.user_no"
                + " WHERE s.refresh = ? AND s.revoked IS NULL",
            row -> new Open(row.getString("session"), token, Subjects.read(row)),
            token);
  }

  /** The capabilities of every role that the user holds, directly or through a group, sorted. */
  static List<String> capabilities(Sql sql, long user) {
    return sql.all(
        """
        SELECT DISTINCT c.ref
        FROM (SELECT ?1 AS no UNION SELECT group_no FROM members WHERE user_no = ?1) held
        CROSS JOIN assignments a ON a.shard = held.no % %d AND a.subject_no = held.no
        CROSS JOIN role_capabilities rc ON rc.role_no = a.role_no
        CROSS JOIN capabilities c ON c.no = rc.capability_no
        ORDER BY c.ref
        """
            .replace("%d", String.valueOf(Tables.SHARDS)),
        row -> row.getString(1),
        user);
  }

  private static Answer list(Call call) {
    Query query = call.query("user", "cursor", "limit");
    Paging page = Paging.of(call, query, List.of(0L));
    String users = query.has("user") ? Sql.list(query.many("user")) : null;
    return page.answer(
        call.sql()
            .all(
                "SELECT s.*, u.id AS user_id FROM sessions s CROSS JOIN subjects u"
                    + " ON u.no = s.user_no WHERE s.no > ?1"
                    + " AND (?2 IS NULL OR u.id IN (SELECT value FROM json_each(?2)))"
                    + " ORDER BY s.no LIMIT ?3",
                row -> new Paging.Item(List.of(row.getLong("no")), json(row)),
                page.after(0),
                users,
                page.fetch()));
  }

  private static ObjectNode json(ResultSet row) throws SQLException {
    long revoked = row.getLong("revoked");
    boolean active = row.wasNull();
    ObjectNode json =
        Json.object()
            .put("id", row.getString("id"))
            .put("user_id", row.getString("user_id"))
            .put("status", active ? "active" : "revoked")
            .put("created_at", Instant.ofEpochMilli(row.getLong("created")).toString())
            .put("refreshed_at", Instant.ofEpochMilli(row.getLong("refreshed")).toString());
    if (active) {
      return json.putNull("revoked_at");
    }
    return json.put("revoked_at", Instant.ofEpochMilli(revoked).toString());
  }

  private static Answer revoke(Call call) {
    call.query();
    Body body = call.body("users");
    List<String> users = body.strings("users", Assignments.MAX_BATCH);
    if (users.isEmpty()) {
      throw Refusal.invalid("users", "users must hold at least one id.");
    }
    ArrayNode outcomes = Json.array();
    users.forEach(user -> outcomes.add(revoke(call, user)));
    return Answer.ok(outcomes);
  }

  private static ObjectNode revoke(Call call, String id) {
    Optional<Subjects.Found> user = Subjects.find(call.sql(), Subjects.USER, id);
    if (user.isEmpty()) {
      return Assignments.failed(ErrorCode.UNKNOWN_SUBJECT, "There is no user " + id + ".")
          .put("user", id)
          .put("sessions", 0);
    }
    int ended =
        call.sql()
            .update(
                "UPDATE sessions SET revoked = ? WHERE user_no = ? AND revoked IS NULL",
                call.now().toEpochMilli(),
                user.get().no());
    if (ended > 0) {
      Audit.record(
          call, "sessions.revoked", Audit.Target.user(id), Json.object().put("sessions", ended));
    }
    return Json.object()
        .put("user", id)
        .put("outcome", ended > 0 ? "done" : "already")
        .put("sessions", ended);
  }
}
