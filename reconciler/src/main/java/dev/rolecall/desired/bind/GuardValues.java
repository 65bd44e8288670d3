package dev.rolecall.desired.bind;

import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import dev.rolecall.model.Guards.GrantBudget;
import dev.rolecall.model.Guards.RemovalBudget;
import dev.rolecall.model.Guards.RevocationBudget;
import dev.rolecall.model.Limit;
import dev.rolecall.model.Wildcard;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Guards whose values do not go together: they would guard something else than whoever wrote them
 * thinks. What is malformed the schema has complained of.
 */
final class GuardValues {
  private static final Map<String, Limit> REMOVALS =
      Map.of(
          "roles", RemovalBudget.DEFAULT.roles(),
          "assignments", RemovalBudget.DEFAULT.assignments(),
          "people", RemovalBudget.DEFAULT.people(),
          "holders", RemovalBudget.DEFAULT.holders());

  private static final Map<String, Limit> GRANTS = Map.of("people", GrantBudget.DEFAULT.people());

  private static final Map<String, Limit> REVOCATIONS =
      Map.of("people", RevocationBudget.DEFAULT.people());

  /** Kinds of document that can hold lines. */
  private static final Set<String> GRANTING = Set.of("Role", "Assignment");

  private final List<Problem> problems;

  GuardValues(List<Problem> problems) {
    this.problems = problems;
  }

  /** Of all of rolecall.yaml. */
  void check(Node document) {
    if (document instanceof MapNode settings && settings.get("guards") instanceof MapNode guards) {
      limits(guards, "removal-budget", REMOVALS);
      limits(guards, "grant-budget", GRANTS);
      limits(guards, "revocation-budget", REVOCATIONS);
      twice(guards, "minimum-holders");
      twice(guards, "max-duration");
      if (guards.get("sensitive") instanceof MapNode sensitive) {
        assignable(sensitive);
      }
      if (guards.get("direct-users") instanceof MapNode users) {
        exceptions(users);
      }
      for (Node rule : guards.items("paths")) {
        if (rule instanceof MapNode path) {
          path(path);
        }
      }
    }
  }

  private void limits(MapNode guards, String guard, Map<String, Limit> defaults) {
    if (guards.get(guard) instanceof MapNode budget) {
      for (MapNode.Entry part : budget.entries()) {
        @Nullable Limit standard = defaults.get(part.key().text());
        if (standard != null && part.value() instanceof MapNode limit) {
          limit(limit, standard);
        }
      }
    }
  }

  /** One of the two may be left out, and is then the default. */
  private void limit(MapNode limit, Limit standard) {
    int floor = number(limit, "floor", standard.floor());
    int ceiling = number(limit, "ceiling", standard.ceiling());
    if (ceiling < floor) {
      boolean written = limit.get("ceiling") != null;
      error(
          limit,
          written ? "ceiling" : "floor",
          written
              ? "The ceiling %d is below the floor %d%s: what the floor lets pass, the ceiling stops."
                  .formatted(
                      ceiling, floor, limit.get("floor") == null ? ", which is the default" : "")
              : "The floor %d is above the ceiling %d, which is the default: what the floor lets pass, the ceiling stops."
                  .formatted(floor, ceiling),
          "Write a ceiling that is not below the floor.");
    }
  }

  private static int number(MapNode map, String key, int standard) {
    return map.get(key) instanceof ScalarNode scalar
        ? WholeNumbers.of(scalar).orElse(standard)
        : standard;
  }

  /** Of two numbers for one thing nobody can tell which is meant. */
  private void twice(MapNode guards, String guard) {
    var first = new HashMap<String, MapNode>();
    for (Node item : guards.items(guard)) {
      if (item instanceof MapNode entry) {
        @Nullable String role = entry.text("role");
        @Nullable String capability = entry.text("capability");
        if (role == null && capability == null) {
          continue;
        }
        String what = role == null ? "capability " + capability : "role " + role;
        @Nullable MapNode before = first.putIfAbsent(what, entry);
        if (before != null) {
          error(
              entry,
              role == null ? "capability" : "role",
              "%s names the %s twice; the other is at %s."
                  .formatted(guard, Words.shown(what), before.at()),
              "Keep one of the two.");
        }
      }
    }
  }

  /** Where all that is sensitive is written down, what else may be assigned is a slip. */
  private void assignable(MapNode sensitive) {
    if (sensitive.get("capabilities") == null) {
      return;
    }
    List<Wildcard> all =
        sensitive.items("capabilities").stream()
            .filter(ScalarNode.class::isInstance)
            .map(item -> new Wildcard(((ScalarNode) item).text()))
            .toList();
    for (Node item : sensitive.items("assignable")) {
      if (item instanceof ScalarNode one
          && !one.text().contains("*")
          && all.stream().noneMatch(pattern -> pattern.matches(one.text()))) {
        problems.add(
            Problem.error(
                    RuleId.BAD_VALUE,
                    one.at(),
                    "%s may be assigned, and is not among the sensitive capabilities."
                        .formatted(one.excerpt()))
                .advising("Add it to capabilities, or remove it here."));
      }
    }
  }

  private void exceptions(MapNode users) {
    if (users.items("allow").isEmpty()) {
      for (String key : List.of("require", "max")) {
        if (users.get(key) != null) {
          error(
              users,
              key,
              "No line of a user is allowed, so " + key + " asks nothing of any.",
              "Add allow: [expiring], or remove " + key + ".");
        }
      }
    }
  }

  private void path(MapNode rule) {
    @Nullable String path = rule.text("path");
    if (path != null && (path.startsWith("/") || path.startsWith("./") || path.startsWith("../"))) {
      error(
          rule,
          "path",
          "No file has a path that begins like " + Words.shown(path) + ".",
          "Write it from the root of the roles repository, without a slash before it.");
    }
    List<Node> kinds = rule.items("kinds");
    if (rule.get("may-grant") != null
        && !kinds.isEmpty()
        && kinds.stream()
            .noneMatch(kind -> kind instanceof ScalarNode word && GRANTING.contains(word.text()))) {
      error(
          rule,
          "may-grant",
          "No kind that may stand there grants anything, so may-grant decides nothing.",
          "Add Role or Assignment to kinds, or remove may-grant.");
    }
  }

  private void error(MapNode map, String key, String message, String advice) {
    problems.add(
        Problem.error(RuleId.BAD_VALUE, DocumentReader.place(map, key), message).advising(advice));
  }
}
