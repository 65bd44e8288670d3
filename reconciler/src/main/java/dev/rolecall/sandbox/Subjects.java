package dev.rolecall.sandbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Users and groups as rows: what assignments, memberships and sessions point at. */
final class Subjects {
  static final String USER = "user";
  static final String GROUP = "group";

  private Subjects() {}

  /** One user or group. */
  record Found(long no, String kind, String id, String handle, String name) {

    /** With its type, as assignments and audit entries show it. */
    ObjectNode json() {
      return Json.object()
          .put("type", kind)
          .put("id", id)
          .put(kind.equals(USER) ? "email" : "slug", handle)
          .put("name", name);
    }

    /** The user record. */
    ObjectNode user() {
      return Json.object().put("id", id).put("email", handle).put("name", name);
    }
  }

  /** From columns no, kind, id, handle and name of a subject. */
  static Found read(ResultSet row) throws SQLException {
    return new Found(
        row.getLong("no"),
        row.getString("kind"),
        row.getString("id"),
        row.getString("handle"),
        row.getString("name"));
  }

  static Optional<Found> find(Sql sql, String kind, String id) {
    return sql.first("SELECT * FROM subjects WHERE id = ? AND kind = ?", Subjects::read, id, kind);
  }

  /** The first of that e-mail or slug. */
  static Optional<Found> findByHandle(Sql sql, String kind, String handle) {
    return sql.first(
        "SELECT * FROM subjects WHERE kind = ? AND folded = ? ORDER BY no",
        Subjects::read,
        kind,
        fold(kind, handle));
  }

  /** Adds a row; its number is the next free one. */
  static long insert(
      Sql sql,
      Instant now,
      String kind,
      String id,
      String handle,
      String name,
      String description) {
    return sql.insert(
        "INSERT INTO subjects(kind, id, handle, folded, search, name, description, created)"
            + " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
        kind,
        id,
        handle,
        fold(kind, handle),
        (handle + "\n" + name).toLowerCase(Locale.ROOT),
        name,
        description,
        now.toEpochMilli());
  }

  /** E-mails compare without regard to case, group slugs exactly. */
  static String fold(String kind, String handle) {
    return kind.equals(USER) ? handle.toLowerCase(Locale.ROOT) : handle;
  }

  /** All of these, or a refusal that names every unknown id. */
  static List<Found> require(Sql sql, String kind, List<String> ids) {
    Map<String, Found> found = new HashMap<>();
    sql.all(
            "SELECT * FROM subjects WHERE id IN (SELECT value FROM json_each(?)) AND +kind = ?",
            Subjects::read,
            Sql.list(ids),
            kind)
        .forEach(subject -> found.put(subject.id(), subject));
    var unknown = new ArrayList<>(ids);
    unknown.removeAll(found.keySet());
    if (!unknown.isEmpty()) {
      throw Refusal.unprocessable(
              ErrorCode.UNKNOWN_SUBJECT,
              "There is no " + kind + " " + String.join(", ", unknown) + ".")
          .with("subjects", Json.strings(unknown));
    }
    return List.copyOf(found.values());
  }

  /** The numbers of those that exist, ascending; of either kind. */
  static List<Long> numbers(Sql sql, List<String> ids) {
    return sql.all(
        "SELECT no FROM subjects WHERE id IN (SELECT value FROM json_each(?)) ORDER BY +no",
        row -> row.getLong(1),
        Sql.list(ids));
  }
}
