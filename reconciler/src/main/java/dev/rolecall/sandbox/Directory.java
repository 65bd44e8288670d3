package dev.rolecall.sandbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Users, groups and who is in which group; read-only here: see {@link Accounts}. */
final class Directory {
  private static final String USERS = "/api/v1/users";
  private static final String GROUPS = "/api/v1/groups";

  private Directory() {}

  static List<Route> routes() {
    return List.of(
        Route.get(USERS, "users:read", Directory::listUsers),
        Route.get(USERS + "/{id}", "users:read", call -> Answer.ok(user(call).user())),
        Route.get(GROUPS, "groups:read", Directory::listGroups),
        Route.get(GROUPS + "/{id}", "groups:read", Directory::readGroup),
        Route.get(GROUPS + "/{id}/members", "groups:read", Directory::listMembers),
        Route.get("/api/v1/group-memberships", "groups:read", Directory::listMemberships));
  }

  private static Answer listUsers(Call call) {
    return list(call, Subjects.USER, "email", row -> Subjects.read(row).user());
  }

  private static Answer listGroups(Call call) {
    return list(call, Subjects.GROUP, "slug", Directory::group);
  }

  /**
   * One kind of subject by order of creation, found by a part of a text, by ids, by exact names.
   */
  private static Answer list(Call call, String kind, String exact, Sql.Row<ObjectNode> json) {
    Query query = call.query("q", "id", exact, "cursor", "limit");
    Paging page = Paging.of(call, query, List.of(0L));
    String q = query.one("q").orElse("").toLowerCase(Locale.ROOT);
    Sql.Row<Paging.Item> item = row -> new Paging.Item(List.of(row.getLong("no")), json.read(row));
    List<String> names =
        query.many(exact).stream().map(name -> Subjects.fold(kind, name)).distinct().toList();
    if (query.has("id")) {
      return page.answer(
          call.sql()
              .all(
                  GROUP_SELECT
                      + "WHERE s.id IN (SELECT value FROM json_each(?1)) AND +s.kind = ?2"
                      + " AND s.no > ?3 AND instr(s.search, ?4) > 0"
                      + " AND (?5 = 0 OR s.folded IN (SELECT value FROM json_each(?6)))"
                      + " ORDER BY s.no LIMIT ?7",
                  item,
                  Sql.list(query.many("id")),
                  kind,
                  page.after(0),
                  q,
                  names.size(),
                  Sql.list(names),
                  page.fetch()));
    }
    if (!query.has(exact)) {
      return page.answer(
          call.sql()
              .all(
                  GROUP_SELECT
                      + "WHERE s.kind = ? AND s.no > ? AND instr(s.search, ?) > 0"
                      + " ORDER BY s.no LIMIT ?",
                  item,
                  kind,
                  page.after(0),
                  q,
                  page.fetch()));
    }
    return page.answer(
        call.sql()
            .all(
                GROUP_SELECT
                    + "INDEXED BY subjects_by_handle WHERE s.kind = ?"
                    + " AND s.folded IN (SELECT value FROM json_each(?))"
                    + " AND s.no > ? AND instr(s.search, ?) > 0 ORDER BY s.no LIMIT ?",
                item,
                kind,
                Sql.list(names),
                page.after(0),
                q,
                page.fetch()));
  }

  private static final String GROUP_SELECT =
      "SELECT s.*, (SELECT count(*) FROM members m WHERE m.group_no = s.no) AS member_count"
          + " FROM subjects s ";

  private static ObjectNode group(ResultSet row) throws SQLException {
    return Json.object()
        .put("id", row.getString("id"))
        .put("slug", row.getString("handle"))
        .put("name", row.getString("name"))
        .put("description", row.getString("description"))
        .put("member_count", row.getLong("member_count"))
        .put("created_at", Instant.ofEpochMilli(row.getLong("created")).toString());
  }

  private static Answer readGroup(Call call) {
    Subjects.Found found = find(call, Subjects.GROUP);
    call.query();
    return Answer.ok(group(call, found));
  }

  static ObjectNode group(Call call, Subjects.Found found) {
    return call.sql()
        .first(GROUP_SELECT + "WHERE s.no = ?", Directory::group, found.no())
        .orElseThrow();
  }

  private static Subjects.Found user(Call call) {
    call.query();
    return find(call, Subjects.USER);
  }

  static Subjects.Found find(Call call, String kind) {
    String id = call.param("id");
    return Subjects.find(call.sql(), kind, id)
        .orElseThrow(() ->
            new Refusal(ErrorCode.UNKNOWN_SUBJECT, "There is no " + kind + " " + id + ".")
                .with("subjects", Json.strings(List.of(id))));
  }

  private static Answer listMembers(Call call) {
    Paging page = Paging.of(call, call.query("cursor", "limit"), List.of(0L));
    long group = find(call, Subjects.GROUP).no();
    return page.answer(
        members(call, group, page.after(0), page.fetch()).stream()
            .map(user -> new Paging.Item(List.of(user.no()), user.user()))
            .toList());
  }

  private static List<Subjects.Found> members(Call call, long group, long after, int limit) {
    return call.sql()
        .all(
            "SELECT s.* FROM members m CROSS JOIN subjects s ON s.no = m.user_no"
                + " WHERE m.group_no = ? AND m.user_no > ? ORDER BY m.user_no LIMIT ?",
            Subjects::read,
            group,
            after,
            limit);
  }

  private static Answer listMemberships(Call call) {
    Query query = call.query("group", "cursor", "limit");
    Paging page = Paging.of(call, query, List.of(0L, 0L));
    if (query.has("group")) {
      return page.answer(
          page.gather(
              Subjects.numbers(call.sql(), query.many("group")),
              (group, after, limit) -> memberships(call, group, after, limit)));
    }
    return page.answer(
        call.sql()
            .all(
                "SELECT s.*, m.group_no, g.id AS group_id FROM members m"
                    + " CROSS JOIN subjects s ON s.no = m.user_no"
                    + " CROSS JOIN subjects g ON g.no = m.group_no"
                    + " WHERE (m.group_no, m.user_no) > (?, ?)"
                    + " ORDER BY m.group_no, m.user_no LIMIT ?",
                row ->
                    membership(
                        row.getLong("group_no"), row.getString("group_id"), Subjects.read(row)),
                page.after(0),
                page.after(1),
                page.fetch()));
  }

  private static List<Paging.Item> memberships(Call call, long group, long after, int limit) {
    String id =
        call.sql()
            .first("SELECT id FROM subjects WHERE no = ?", row -> row.getString(1), group)
            .orElseThrow();
    return members(call, group, after, limit).stream()
        .map(user -> membership(group, id, user))
        .toList();
  }

  private static Paging.Item membership(long group, String groupId, Subjects.Found user) {
    ObjectNode json = Json.object().put("group_id", groupId);
    json.set("user", user.user());
    return new Paging.Item(List.of(group, user.no()), json);
  }
}
