package dev.rolecall.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Role definitions and retired slugs; assignments have their own class. */
final class Roles {
  private static final String PATH = "/api/v1/roles";
  private static final String ONE = PATH + "/{slug}";

  private Roles() {}

  static List<Route> routes() {
    return List.of(
        Route.get(PATH, "roles:read", Roles::list),
        Route.get(ONE, "roles:read", call -> find(call).answer(200)),
        Route.get("/api/v1/retired-slugs", "roles:read", Roles::listRetired),
        Route.write("POST", PATH, "roles:write", Roles::create),
        Route.write("PATCH", ONE, "roles:write", Roles::edit),
        Route.write("DELETE", ONE, "roles:write", Roles::delete));
  }

  private static Answer list(Call call) {
    Query query = call.query("slug", "cursor", "limit");
    Paging page = Paging.of(call, query, List.of(0L));
    List<RoleRows.Found> found =
        query.has("slug")
            ? RoleRows.page(call.sql(), page, query.many("slug"))
            : RoleRows.page(call.sql(), page);
    return page.answer(
        found.stream().map(role -> new Paging.Item(List.of(role.no()), role.json())).toList());
  }

  private static Answer listRetired(Call call) {
    Paging page = Paging.of(call, call.query("cursor", "limit"), List.of(0L));
    return page.answer(
        call.sql()
            .all(
                "SELECT * FROM retired WHERE no > ? ORDER BY no LIMIT ?",
                row ->
                    new Paging.Item(
                        List.of(row.getLong("no")),
                        retired(
                            row.getString("slug"),
                            row.getString("name"),
                            Instant.ofEpochMilli(row.getLong("at")))),
                page.after(0),
                page.fetch()));
  }

  private static ObjectNode retired(String slug, String name, Instant at) {
    return Json.object().put("slug", slug).put("name", name).put("retired_at", at.toString());
  }

  private static RoleRows.Found find(Call call) {
    call.query();
    String slug = call.param("slug");
    return RoleRows.find(call.sql(), slug).orElseThrow(() -> unknown(slug));
  }

  private static Refusal unknown(String slug) {
    return new Refusal(ErrorCode.UNKNOWN_ROLE, "There is no role " + slug + ".").with("slug", slug);
  }

  /** The role, if its definition may be changed and is the one that the caller has seen. */
  private static RoleRows.Found findForChange(Call call) {
    RoleRows.Found role = find(call);
    if (role.system()) {
      throw new Refusal(
              ErrorCode.SYSTEM_ROLE, role.slug() + " ships with the tenant and is read-only.")
          .with("slug", role.slug());
    }
    call.request()
        .header("If-Match")
        .ifPresent(tags -> {
          if (Arrays.stream(tags.split(",", -1))
              .map(String::strip)
              .noneMatch(tag -> tag.equals("*") || tag.equals(role.etag()))) {
            throw new Refusal(
                    ErrorCode.VERSION_CONFLICT,
                    role.slug() + " was changed by somebody else since it was read.")
                .with("slug", role.slug())
                .with("etag", role.etag());
          }
        });
    return role;
  }

  private static Answer create(Call call) {
    call.query();
    Body body = call.body("slug", "name", "description", "capabilities", "users", "groups");
    String slug = body.matching("slug", Words.SLUG);
    String name = body.name().orElseThrow(() -> Refusal.invalid("name", "name is required."));
    List<String> capabilities = body.strings("capabilities", 1000);
    List<String> users = body.strings("users", 500);
    List<String> groups = body.strings("groups", 500);
    Sql sql = call.sql();
    if (sql.exists("SELECT 1 FROM retired WHERE slug = ?", slug)) {
      throw new Refusal(
              ErrorCode.SLUG_RETIRED,
              "The slug " + slug + " belonged to a deleted role and is never used again.")
          .with("slug", slug);
    }
    if (sql.exists("SELECT 1 FROM roles WHERE slug = ?", slug)) {
      throw new Refusal(ErrorCode.SLUG_TAKEN, "There is a role " + slug + " already.")
          .with("slug", slug);
    }
    List<Long> bundle = Capabilities.numbers(sql, capabilities);
    var holders = new ArrayList<>(Subjects.require(sql, "user", users));
    holders.addAll(Subjects.require(sql, "group", groups));
    long now = call.now().toEpochMilli();
    long no =
        sql.insert(
            "INSERT INTO roles(id, slug, name, description, system, version, created, updated)"
                + " VALUES(?, ?, ?, ?, 0, 1, ?, ?)",
            Ulids.next("rol", call.now()),
            slug,
            name,
            body.description().orElse(""),
            now,
            now);
    bundle.forEach(capability -> sql.update(ADD_CAPABILITY, no, capability));
    RoleRows.Found role = RoleRows.find(sql, slug).orElseThrow();
    ObjectNode data = definition(role);
    data.set("users", Json.strings(users));
    data.set("groups", Json.strings(groups));
    Audit.record(call, "role.created", Audit.Target.role(slug), data);
    holders.forEach(holder -> Assignments.add(call, no, slug, holder));
    return role.answer(201).header("Location", PATH + "/" + slug);
  }

  static final String ADD_CAPABILITY =
      "INSERT OR IGNORE INTO role_capabilities(role_no, capability_no) VALUES(?, ?)";

  private static ObjectNode definition(RoleRows.Found role) {
    return role.json().deepCopy().retain("slug", "name", "description", "capabilities");
  }

  private static Answer edit(Call call) {
    RoleRows.Found before = findForChange(call);
    Body body = call.body("slug", "name", "description", "add_capabilities", "remove_capabilities");
    if (body.has("slug")) {
      throw new Refusal(ErrorCode.SLUG_IMMUTABLE, "The slug of a role never changes.")
          .with("slug", before.slug());
    }
    if (body.isEmpty()) {
      throw Refusal.invalid("", "An edit names at least one thing to change.");
    }
    List<String> added = body.strings("add_capabilities", 1000);
    List<String> removed = body.strings("remove_capabilities", 1000);
    if (new HashSet<>(added).removeAll(removed)) {
      throw Refusal.invalid(
          "remove_capabilities", "A capability cannot be added and removed at once.");
    }
    Sql sql = call.sql();
    Capabilities.numbers(sql, added)
        .forEach(capability -> sql.update(ADD_CAPABILITY, before.no(), capability));
    sql.update(
        "DELETE FROM role_capabilities WHERE role_no = ? AND capability_no IN"
            + " (SELECT no FROM capabilities WHERE ref IN (SELECT value FROM json_each(?)))",
        before.no(),
        Sql.list(removed));
    sql.update(
        "UPDATE roles SET name = coalesce(?, name), description = coalesce(?, description)"
            + " WHERE no = ?",
        body.name().orElse(null),
        body.description().orElse(null),
        before.no());
    ObjectNode data = Json.object();
    ObjectNode was = definition(before);
    ObjectNode is = definition(RoleRows.find(sql, before.slug()).orElseThrow());
    if (is.equals(was)) {
      return before.answer(200);
    }
    for (String field : List.of("name", "description", "capabilities")) {
      if (is.get(field).equals(was.get(field))) {
        was.remove(field);
        is.remove(field);
      }
    }
    data.set("before", was);
    data.set("after", is);
    sql.update(
        "UPDATE roles SET version = version + 1, updated = ? WHERE no = ?",
        call.now().toEpochMilli(),
        before.no());
    Audit.record(call, "role.updated", Audit.Target.role(before.slug()), data);
    return RoleRows.find(sql, before.slug()).orElseThrow().answer(200);
  }

  private static Answer delete(Call call) {
    RoleRows.Found role = findForChange(call);
    Sql sql = call.sql();
    ObjectNode data = definition(role);
    data.set("assignments", Assignments.holders(sql, role.no()));
    sql.update("DELETE FROM assignments WHERE role_no = ?", role.no());
    sql.update("DELETE FROM role_capabilities WHERE role_no = ?", role.no());
    sql.update("DELETE FROM roles WHERE no = ?", role.no());
    String name = role.json().get("name").stringValue();
    sql.update(
        "INSERT INTO retired(slug, name, at) VALUES(?, ?, ?)",
        role.slug(),
        name,
        call.now().toEpochMilli());
    Audit.record(call, "role.deleted", Audit.Target.role(role.slug()), data);
    return Answer.ok(retired(role.slug(), name, call.now()));
  }
}
