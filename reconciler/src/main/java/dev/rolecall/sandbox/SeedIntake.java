package dev.rolecall.sandbox;

import dev.rolecall.model.SubjectKind;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes seed records one by one into an empty tenant; remembers numbers instead of asking. */
final class SeedIntake {
  private static final int MAX_PROBLEMS = 100;
  private static final Pattern USER_ID = Pattern.compile("usr_[0-9A-HJKMNP-TV-Z]{26}");

  private final Sql sql;
  private final Instant now;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Long> users = new HashMap<>();
  private final Map<String, Long> groups = new HashMap<>();
  private final Map<String, Long> capabilities = new HashMap<>();
  private final Map<String, Long> roles = new HashMap<>();
  private final Set<String> retired = new HashSet<>();
  private long count;
  private long holders;
  private int shipped;

  SeedIntake(Sql sql, Instant now) {
    this.sql = sql;
    this.now = now;
  }

  void systemRolesDone() {
    shipped = roles.size();
  }

  void accept(SeedRecord item) {
    if (problems.size() >= MAX_PROBLEMS) {
      return;
    }
    switch (item) {
      case SeedRecord.User user -> user(user);
      case SeedRecord.Group group -> group(group);
      case SeedRecord.Capability capability -> capability(capability);
      case SeedRecord.Role role -> role(role);
      case SeedRecord.Holder holder -> holder(holder);
      case SeedRecord.Retired slug -> retired(slug);
    }
  }

  /**
   * Writes the audit entry.
   *
   * @throws InvalidInputException with every problem found, at most {@link #MAX_PROBLEMS}
   */
  void finish() {
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    Audit.seeded(
        sql,
        now,
        Json.object()
            .put("users", count)
            .put("groups", groups.size())
            .put("roles", roles.size() - shipped)
            .put("assignments", holders)
            .put("retired_slugs", retired.size()));
  }

  private void user(SeedRecord.User user) {
    String folded = Subjects.fold(Subjects.USER, user.email());
    String id = user.id();
    if (id == null ? users.containsKey(folded) : users.containsKey(idKey(id))) {
      complain(
          RuleId.REPEATED_ITEM,
          user,
          "User "
              + (id == null ? user.email() : id)
              + " stands twice; an id of its own tells them"
              + " apart.");
    } else if (id != null && !USER_ID.matcher(id).matches()) {
      complain(RuleId.BAD_VALUE, user, "An id is usr_ and a ULID, not " + id + ".");
    } else {
      String sure = id == null ? Ulids.next("usr", now) : id;
      long no = subject(Subjects.USER, sure, user.email(), user.name(), "");
      users.putIfAbsent(folded, no);
      users.put(idKey(sure), no);
      count++;
    }
  }

  /** No e-mail has a line break. */
  private static String idKey(String id) {
    return "\n" + id;
  }

  /** By e-mail, the first that has it; or by id. */
  private @Nullable Long user(String named) {
    Long byEmail = users.get(Subjects.fold(Subjects.USER, named));
    return byEmail == null ? users.get(idKey(named)) : byEmail;
  }

  private void group(SeedRecord.Group group) {
    if (groups.containsKey(group.slug())) {
      complain(RuleId.REPEATED_ITEM, group, "Group " + group.slug() + " stands twice.");
      return;
    }
    long no =
        subject(
            Subjects.GROUP,
            Ulids.next("grp", now),
            group.slug(),
            group.name(),
            group.description());
    groups.put(group.slug(), no);
    for (String member : group.members()) {
      Long user = user(member);
      if (user == null) {
        complain(
            RuleId.UNKNOWN_SUBJECT,
            group,
            "Group " + group.slug() + ": there is no user " + member + " among the users.");
      } else if (sql.update("INSERT OR IGNORE INTO members VALUES(?, ?)", no, user) == 0) {
        complain(
            RuleId.REPEATED_ITEM, group, "Group " + group.slug() + " has " + member + " twice.");
      }
    }
  }

  private long subject(String kind, String id, String handle, String name, String description) {
    return Subjects.insert(sql, now, kind, id, handle, name, description);
  }

  private void capability(SeedRecord.Capability capability) {
    String ref = capability.area() + ":" + capability.action();
    if (!Words.AREA.matcher(capability.area()).matches()
        || !Words.ACTION.matcher(capability.action()).matches()) {
      complain(RuleId.BAD_VALUE, capability, "\"" + ref + "\" cannot be a capability.");
    } else if (capabilities.containsKey(ref)) {
      complain(RuleId.DUPLICATE_CAPABILITY, capability, "Capability " + ref + " exists already.");
    } else {
      capabilities.put(
          ref,
          sql.insert(
              "INSERT INTO capabilities(ref, area, action, name, description, status, origin)"
                  + " VALUES(?, ?, ?, ?, ?, ?, 'tenant')",
              ref,
              capability.area(),
              capability.action(),
              capability.name(),
              capability.description(),
              capability.inFlight() ? "in-flight" : "available"));
    }
  }

  private void role(SeedRecord.Role role) {
    if (!Words.SLUG.matcher(role.slug()).matches()) {
      complain(RuleId.INVALID_SLUG, role, "\"" + role.slug() + "\" cannot be a slug.");
      return;
    }
    if (roles.containsKey(role.slug())) {
      complain(RuleId.DUPLICATE_ROLE, role, "Role " + role.slug() + " exists already.");
      return;
    }
    long no =
        sql.insert(
            "INSERT INTO roles(id, slug, name, description, system, version, created, updated)"
                + " VALUES(?1, ?2, ?3, ?4, 0, 1, ?5, ?5)",
            Ulids.next("rol", now),
            role.slug(),
            role.name(),
            role.description(),
            now.toEpochMilli());
    roles.put(role.slug(), no);
    for (String ref : role.capabilities()) {
      Long capability = capabilities.get(ref);
      if (capability == null) {
        complain(
            RuleId.UNKNOWN_CAPABILITY,
            role,
            "Role " + role.slug() + ": there is no capability " + ref + ".");
      } else {
        sql.update(Roles.ADD_CAPABILITY, no, capability);
      }
    }
  }

  private void holder(SeedRecord.Holder holder) {
    Long role = roles.get(holder.role());
    Long subject =
        switch (holder.kind()) {
          case USER -> user(holder.subject());
          case GROUP -> groups.get(holder.subject());
        };
    if (role == null) {
      complain(RuleId.UNKNOWN_ROLE, holder, "There is no role " + holder.role() + ".");
    } else if (subject == null) {
      String kind = holder.kind() == SubjectKind.USER ? "user " : "group ";
      complain(
          RuleId.UNKNOWN_SUBJECT,
          holder,
          "Role " + holder.role() + ": there is no " + kind + holder.subject() + " in the seed.");
    } else if (sql.update(Assignments.ADD, role, subject) == 0) {
      complain(
          RuleId.DUPLICATE_ASSIGNMENT,
          holder,
          "Role " + holder.role() + " has " + holder.subject() + " twice.");
    } else {
      holders++;
    }
  }

  private void retired(SeedRecord.Retired slug) {
    if (!Words.SLUG.matcher(slug.slug()).matches()) {
      complain(RuleId.INVALID_SLUG, slug, "\"" + slug.slug() + "\" cannot be a slug.");
    } else if (roles.containsKey(slug.slug())) {
      complain(RuleId.RETIRED_SLUG, slug, "Slug " + slug.slug() + " is retired and in use.");
    } else if (!retired.add(slug.slug())) {
      complain(RuleId.REPEATED_ITEM, slug, "Slug " + slug.slug() + " is retired twice.");
    } else {
      sql.update(
          "INSERT INTO retired(slug, name, at) VALUES(?, ?, ?)",
          slug.slug(),
          slug.name(),
          now.toEpochMilli());
    }
  }

  private void complain(RuleId rule, SeedRecord item, String message) {
    problems.add(Problem.error(rule, item.at(), message));
  }
}
