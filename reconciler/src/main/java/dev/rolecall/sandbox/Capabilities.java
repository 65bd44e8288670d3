package dev.rolecall.sandbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The catalogue: capabilities that ship with the tenant and those defined in it. */
final class Capabilities {
  private static final String PATH = "/api/v1/capabilities";
  private static final String ONE = PATH + "/{area}/{action}";

  private Capabilities() {}

  static List<Route> routes() {
    return List.of(
        Route.get(PATH, "roles:read", Capabilities::list),
        Route.get(ONE, "roles:read", call -> Answer.ok(find(call).json())),
        Route.write("POST", PATH, "roles:write", Capabilities::create),
        Route.write("PATCH", ONE, "roles:write", Capabilities::edit),
        Route.write("DELETE", ONE, "roles:write", Capabilities::remove));
  }

  private record Found(long no, String ref, boolean system, ObjectNode json) {}

  private static Found read(ResultSet row) throws SQLException {
    ObjectNode json = Json.object();
    for (String field : List.of("area", "action", "name", "description", "status", "origin")) {
      json.put(field, row.getString(field));
    }
    boolean system = row.getString("origin").equals("system");
    return new Found(row.getLong("no"), row.getString("ref"), system, json);
  }

  private static Answer list(Call call) {
    Paging page = Paging.of(call, call.query("cursor", "limit"), List.of(0L));
    return page.answer(
        call
            .sql()
            .all(
                "SELECT * FROM capabilities WHERE no > ? ORDER BY no LIMIT ?",
                Capabilities::read,
                page.after(0),
                page.fetch())
            .stream()
            .map(found -> new Paging.Item(List.of(found.no()), found.json()))
            .toList());
  }

  private static Found find(Call call) {
    call.query();
    String ref = call.param("area") + ":" + call.param("action");
    return call.sql()
        .first(
            "SELECT * FROM capabilities WHERE area = ? AND action = ?",
            Capabilities::read,
            call.param("area"),
            call.param("action"))
        .orElseThrow(() ->
            new Refusal(ErrorCode.UNKNOWN_CAPABILITY, "There is no capability " + ref + ".")
                .with("capabilities", Json.strings(List.of(ref))));
  }

  private static Found findOwn(Call call) {
    Found found = find(call);
    if (found.system()) {
      throw new Refusal(
          ErrorCode.SYSTEM_CAPABILITY, found.ref() + " ships with the tenant and is read-only.");
    }
    return found;
  }

  private static Answer create(Call call) {
    call.query();
    Body body = call.body("area", "action", "name", "description");
    String area = body.matching("area", Words.AREA);
    String action = body.matching("action", Words.ACTION);
    String name = body.name().orElseThrow(() -> Refusal.invalid("name", "name is required."));
    String ref = area + ":" + action;
    if (call.sql().exists("SELECT 1 FROM capabilities WHERE ref = ?", ref)) {
      throw new Refusal(ErrorCode.CAPABILITY_EXISTS, "There is a capability " + ref + " already.");
    }
    call.sql()
        .update(
            "INSERT INTO capabilities(ref, area, action, name, description, status, origin)"
                + " VALUES(?, ?, ?, ?, ?, 'available', 'tenant')",
            ref,
            area,
            action,
            name,
            body.description().orElse(""));
    ObjectNode json = get(call.sql(), ref).json();
    Audit.record(call, "capability.created", target(ref), json);
    return Answer.created(json);
  }

  private static Found get(Sql sql, String ref) {
    return sql.first("SELECT * FROM capabilities WHERE ref = ?", Capabilities::read, ref)
        .orElseThrow();
  }

  private static Answer edit(Call call) {
    Found before = findOwn(call);
    Body body = call.body("name", "description");
    if (body.isEmpty()) {
      throw Refusal.invalid("", "An edit names at least one of name and description.");
    }
    call.sql()
        .update(
            "UPDATE capabilities SET name = coalesce(?, name),"
                + " description = coalesce(?, description) WHERE no = ?",
            body.name().orElse(null),
            body.description().orElse(null),
            before.no());
    ObjectNode after = get(call.sql(), before.ref()).json();
    if (!after.equals(before.json())) {
      ObjectNode data = Json.object();
      data.set("before", before.json());
      data.set("after", after);
      Audit.record(call, "capability.updated", target(before.ref()), data);
    }
    return Answer.ok(after);
  }

  private static Answer remove(Call call) {
    Found found = findOwn(call);
    List<String> roles =
        call.sql()
            .all(
                "SELECT r.slug FROM role_capabilities rc JOIN roles r ON r.no = rc.role_no"
                    + " WHERE rc.capability_no = ? ORDER BY r.slug LIMIT 10",
                row -> row.getString(1),
                found.no());
    if (!roles.isEmpty()) {
      throw new Refusal(
              ErrorCode.CAPABILITY_IN_USE,
              found.ref() + " is bundled by " + String.join(", ", roles) + ".")
          .with("roles", Json.strings(roles));
    }
    call.sql().update("DELETE FROM capabilities WHERE no = ?", found.no());
    Audit.record(call, "capability.deleted", target(found.ref()), found.json());
    return Answer.ok(found.json());
  }

  private static Audit.Target target(String ref) {
    return new Audit.Target("capability", ref);
  }

  /** The numbers of all of these, or a refusal that names every unknown one. */
  static List<Long> numbers(Sql sql, List<String> refs) {
    Map<String, Long> known = new HashMap<>();
    sql.all(
        "SELECT ref, no FROM capabilities WHERE ref IN (SELECT value FROM json_each(?))",
        row -> known.put(row.getString(1), row.getLong(2)),
        Sql.list(refs));
    var unknown = new ArrayList<>(refs);
    unknown.removeAll(known.keySet());
    if (!unknown.isEmpty()) {
      throw Refusal.unprocessable(
              ErrorCode.UNKNOWN_CAPABILITY,
              "There is no capability " + String.join(", ", unknown) + ".")
          .with("capabilities", Json.strings(unknown));
    }
    return List.copyOf(known.values());
  }
}
