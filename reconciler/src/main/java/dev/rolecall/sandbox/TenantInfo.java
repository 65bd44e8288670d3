package dev.rolecall.sandbox;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What the sandbox says of itself: its limits and the optional parts that it offers. */
final class TenantInfo {
  private static final Map<String, String> COUNTS =
      Map.of(
          "users", "SELECT count(*) FROM subjects WHERE kind = 'user'",
          "groups", "SELECT count(*) FROM subjects WHERE kind = 'group'",
          "roles", "SELECT count(*) FROM roles",
          "assignments", "SELECT count(*) FROM assignments",
          "memberships", "SELECT count(*) FROM members");

  private TenantInfo() {}

  static List<Route> routes(Tokens tokens) {
    return List.of(Route.get("/api/v1/tenant", null, call -> read(call, tokens)));
  }

  private static Answer read(Call call, Tokens tokens) {
    call.query();
    ObjectNode data =
        Json.object()
            .put("name", "sandbox")
            .put("default_page_size", Paging.DEFAULT_LIMIT)
            .put("max_page_size", Paging.MAX_LIMIT)
            .put("max_batch_size", Assignments.MAX_BATCH)
            .put("max_filter_values", Query.MAX_VALUES)
            .put("max_shards", Tables.SHARDS)
            .put("token_lifetime_seconds", tokens.lifetime().toSeconds())
            .put("retires_slugs", true);
    var counts = Json.object();
    COUNTS.forEach((name, sql) -> counts.put(name, call.sql().number(sql).orElse(0)));
    data.set("counts", counts);
    data.set(
        "features",
        Json.strings(
            List.of(
                "assignment-batch",
                "assignment-shards",
                "audit-events",
                "idempotency-key",
                "if-match",
                "retired-slugs",
                "session-revocation")));
    return Answer.ok(data);
  }
}
