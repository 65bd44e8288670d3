package dev.rolecall.sandbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Role definitions as rows and as JSON. */
final class RoleRows {
  private static final String SELECT =
      """
      SELECT r.*, (SELECT json_group_array(ref) FROM (
        SELECT c.ref FROM role_capabilities rc JOIN capabilities c ON c.no = rc.capability_no
        WHERE rc.role_no = r.no ORDER BY c.ref)) AS refs
      FROM roles r
      """;

  private RoleRows() {}

  /** A live role. */
  record Found(long no, String slug, boolean system, String etag, ObjectNode json) {
    Answer answer(int status) {
      return new Answer(status, Map.of("ETag", etag), Json.data(json));
    }
  }

  static Optional<Found> find(Sql sql, String slug) {
    return sql.first(SELECT + "WHERE r.slug = ?", RoleRows::read, slug);
  }

  static List<Found> page(Sql sql, Paging page) {
    return sql.all(
        SELECT + "WHERE r.no > ? ORDER BY r.no LIMIT ?",
        RoleRows::read,
        page.after(0),
        page.fetch());
  }

  static List<Found> page(Sql sql, Paging page, List<String> slugs) {
    return sql.all(
        SELECT
            + "WHERE r.slug IN (SELECT value FROM json_each(?)) AND r.no > ?"
            + " ORDER BY r.no LIMIT ?",
        RoleRows::read,
        Sql.list(slugs),
        page.after(0),
        page.fetch());
  }

  private static Found read(ResultSet row) throws SQLException {
    String etag = "\"" + row.getLong("version") + "\"";
    boolean system = row.getBoolean("system");
    ObjectNode json = Json.object();
    json.put("id", row.getString("id"));
    json.put("slug", row.getString("slug"));
    json.put("name", row.getString("name"));
    json.put("description", row.getString("description"));
    json.set("capabilities", Json.MAPPER.readTree(row.getString("refs")));
    json.put("system", system);
    json.put("etag", etag);
    json.put("created_at", Instant.ofEpochMilli(row.getLong("created")).toString());
    json.put("updated_at", Instant.ofEpochMilli(row.getLong("updated")).toString());
    return new Found(row.getLong("no"), row.getString("slug"), system, etag, json);
  }
}
