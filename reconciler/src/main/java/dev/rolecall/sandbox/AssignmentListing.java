package dev.rolecall.sandbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tenant-wide listing of assignments. Every way through it walks an index from the cursor on,
 * so that a page of a million rows costs what a page of a hundred does.
 */
final class AssignmentListing {
  private static final Pattern SHARD = Pattern.compile("([1-9][0-9]?)/([1-9][0-9]?)");
  private static final String SELECT =
      """
      SELECT a.role_no, r.slug AS role, a.shard, s.no, s.kind, s.id, s.handle, s.name
      FROM assignments a
      CROSS JOIN roles r ON r.no = a.role_no
      CROSS JOIN subjects s ON s.no = a.subject_no
      """;

  private AssignmentListing() {}

  static Answer list(Call call) {
    Query query = call.query("role", "subject", "shard", "cursor", "limit");
    Sql sql = call.sql();
    Shard shard = query.one("shard").map(AssignmentListing::shard).orElse(Shard.WHOLE);
    if (query.has("role")) {
      Paging page = Paging.of(call, query, List.of(0L, 0L));
      List<Long> roles =
          sql.all(
              "SELECT no FROM roles WHERE slug IN (SELECT value FROM json_each(?)) ORDER BY +no",
              row -> row.getLong(1),
              Sql.list(query.many("role")));
      @Nullable String subjects =
          query.has("subject") ? Sql.list(Subjects.numbers(sql, query.many("subject"))) : null;
      return page.answer(
          page.gather(
              roles, (role, after, limit) -> ofRole(sql, role, after, limit, shard, subjects)));
    }
    if (query.has("subject")) {
      Paging page = Paging.of(call, query, List.of(0L, 0L));
      List<Long> subjects =
          Subjects.numbers(sql, query.many("subject")).stream().filter(shard::holds).toList();
      return page.answer(
          page.gather(subjects, (subject, after, limit) -> ofSubject(sql, subject, after, limit)));
    }
    return shard.equals(Shard.WHOLE) ? whole(call, query) : part(call, query, shard);
  }

  private static Answer whole(Call call, Query query) {
    Paging page = Paging.of(call, query, List.of(0L, 0L));
    return page.answer(
        call.sql()
            .all(
                SELECT
                    + "WHERE (a.role_no, a.subject_no) > (?, ?)"
                    + " ORDER BY a.role_no, a.subject_no LIMIT ?",
                row -> item(row, List.of(row.getLong("role_no"), row.getLong("no"))),
                page.after(0),
                page.after(1),
                page.fetch()));
  }

  private static Answer part(Call call, Query query, Shard shard) {
    Paging page = Paging.of(call, query, List.of((long) shard.from(), 0L, 0L));
    return page.answer(
        call.sql()
            .all(
                SELECT
                    + "WHERE (a.shard, a.subject_no, a.role_no) > (?, ?, ?) AND a.shard < ?"
                    + " ORDER BY a.shard, a.subject_no, a.role_no LIMIT ?",
                row ->
                    item(
                        row,
                        List.of(row.getLong("shard"), row.getLong("no"), row.getLong("role_no"))),
                page.after(0),
                page.after(1),
                page.after(2),
                shard.to(),
                page.fetch()));
  }

  private static List<Paging.Item> ofRole(
      Sql sql, long role, long after, int limit, Shard shard, @Nullable String subjects) {
    return sql.all(
        SELECT
            + "WHERE a.role_no = ?1 AND a.subject_no > ?2 AND a.shard >= ?3 AND a.shard < ?4"
            + " AND (?5 IS NULL OR a.subject_no IN (SELECT value FROM json_each(?5)))"
            + " ORDER BY a.subject_no LIMIT ?6",
        row -> item(row, List.of(role, row.getLong("no"))),
        role,
        after,
        shard.from(),
        shard.to(),
        subjects,
        limit);
  }

  private static List<Paging.Item> ofSubject(Sql sql, long subject, long after, int limit) {
    return sql.all(
        SELECT
            + "WHERE a.shard = ? AND a.subject_no = ? AND a.role_no > ?"
            + " ORDER BY a.role_no LIMIT ?",
        row -> item(row, List.of(subject, row.getLong("role_no"))),
        subject % Tables.SHARDS,
        subject,
        after,
        limit);
  }

  private static Paging.Item item(ResultSet row, List<Long> at) throws SQLException {
    ObjectNode json = Json.object();
    json.put("role", row.getString("role"));
    json.set("subject", Subjects.read(row).json());
    return new Paging.Item(at, json);
  }

  /** A range of shard numbers, the end excluded. */
  private record Shard(int from, int to) {
    static final Shard WHOLE = new Shard(0, Tables.SHARDS);

    boolean holds(long subject) {
      long shard = subject % Tables.SHARDS;
      return shard >= from && shard < to;
    }
  }

  private static Shard shard(String text) {
    Matcher parts = SHARD.matcher(text);
    if (parts.matches()) {
      int k = Integer.parseInt(parts.group(1));
      int n = Integer.parseInt(parts.group(2));
      if (k <= n && n <= Tables.SHARDS) {
        return new Shard((k - 1) * Tables.SHARDS / n, k * Tables.SHARDS / n);
      }
    }
    throw Refusal.invalid("shard", "shard must be K/N with 1 <= K <= N <= " + Tables.SHARDS + ".");
  }
}
