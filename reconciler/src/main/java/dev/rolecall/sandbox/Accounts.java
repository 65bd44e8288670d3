package dev.rolecall.sandbox;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * Users made, renamed and deleted, as a directory sync or an admin does. Two may have one e-mail;
 * an id is never used twice.
 */
final class Accounts {
  private static final String SCOPE = "users:write";
  private static final String USERS = "/api/v1/users";
  private static final String MEMBERS = "/api/v1/groups/{id}/members";

  private Accounts() {}

  static List<Route> routes() {
    return List.of(
        Route.write("POST", USERS, SCOPE, Accounts::create),
        Route.write("PATCH", USERS + "/{id}", SCOPE, Accounts::edit),
        Route.write("DELETE", USERS + "/{id}", SCOPE, Accounts::delete),
        Route.write("POST", MEMBERS, SCOPE, Accounts::join),
        Route.write("DELETE", MEMBERS + "/{user}", SCOPE, Accounts::leave));
  }

  private static Answer create(Call call) {
    call.query();
    Body body = call.body("email", "name");
    String email = Words.check("email", body.required("email"), 1, 320, false);
    String id = Ulids.next("usr", call.now());
    Subjects.insert(
        call.sql(), call.now(), Subjects.USER, id, email, body.name().orElse(email), "");
    return record(call, "user.created", find(call, id), 201);
  }

  private static Answer edit(Call call) {
    call.query();
    Subjects.Found before = find(call, call.param("id"));
    Body body = call.body("email", "name");
    if (body.isEmpty()) {
      throw Refusal.invalid("", "An edit names at least one of email and name.");
    }
    String email =
        body.text("email")
            .map(text -> Words.check("email", text, 1, 320, false))
            .orElse(before.handle());
    String name = body.name().orElse(before.name());
    call.sql()
        .update(
            "UPDATE subjects SET handle = ?, folded = ?, search = ?, name = ? WHERE no = ?",
            email,
            Subjects.fold(Subjects.USER, email),
            (email + "\n" + name).toLowerCase(Locale.ROOT),
            name,
            before.no());
    Subjects.Found after = find(call, before.id());
    return after.equals(before)
        ? Answer.ok(after.user())
        : record(call, "user.updated", after, 200);
  }

  /** What it held, its memberships and its sessions end with it. */
  private static Answer delete(Call call) {
    call.query();
    Subjects.Found user = find(call, call.param("id"));
    call.sql()
        .update(
            "DELETE FROM assignments WHERE shard = ?1 % %d AND subject_no = ?1"
                .replace("%d", String.valueOf(Tables.SHARDS)),
            user.no());
    call.sql().update("DELETE FROM members WHERE user_no = ?", user.no());
    call.sql().update("DELETE FROM sessions WHERE user_no = ?", user.no());
    call.sql().update("DELETE FROM subjects WHERE no = ?", user.no());
    return record(call, "user.deleted", user, 200);
  }

  private static Answer join(Call call) {
    String user = call.body("user").required("user");
    String change = "INSERT OR IGNORE INTO members VALUES(?, ?)";
    return membership(call, user, change, "group.member-added");
  }

  private static Answer leave(Call call) {
    String change = "DELETE FROM members WHERE group_no = ? AND user_no = ?";
    return membership(call, call.param("user"), change, "group.member-removed");
  }

  private static Answer membership(Call call, String id, String change, String type) {
    call.query();
    Subjects.Found user = find(call, id);
    Subjects.Found group = Directory.find(call, Subjects.GROUP);
    if (call.sql().update(change, group.no(), user.no()) > 0) {
      ObjectNode data = Json.object().put("group", group.id());
      Audit.record(call, type, Audit.Target.user(user.id()), data);
    }
    return Answer.ok(Directory.group(call, group));
  }

  private static Subjects.Found find(Call call, String id) {
    return Subjects.find(call.sql(), Subjects.USER, id)
        .orElseThrow(() ->
            new Refusal(ErrorCode.UNKNOWN_SUBJECT, "There is no user " + id + ".")
                .with("subjects", Json.strings(List.of(id))));
  }

  private static Answer record(Call call, String type, Subjects.Found user, int status) {
    ObjectNode json = user.user();
    Audit.record(call, type, Audit.Target.user(user.id()), json);
    return status == 201 ? Answer.created(json) : Answer.ok(json);
  }
}
