package dev.rolecall.cli;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the files of a night declare: lines that end, and roles that go in two steps. */
final class NightFiles {
  private final Team team;
  private final Map<String, Map<String, Instant>> roles = new TreeMap<>();
  private final Map<String, Instant> going = new TreeMap<>();
  private final Map<NightOracle.Pair, Instant> ends = new HashMap<>();

  NightFiles(Team team) {
    this.team = team;
  }

  /** Roles that have a document. */
  Set<String> standing() {
    return roles.keySet();
  }

  /** Roles whose tombstone names a day. */
  Set<String> going() {
    return going.keySet();
  }

  /** Holders by role, as they should be at that time. */
  Map<String, Set<String>> at(Instant now) {
    var holders = new TreeMap<String, Set<String>>();
    roles.forEach((role, lines) ->
        holders.put(
            role,
            lines.entrySet().stream()
                .filter(line -> now.isBefore(line.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new))));
    going.forEach((role, day) -> {
      if (now.isBefore(day)) {
        holders.put(role, Set.of());
      }
    });
    return holders;
  }

  /** Roles whose day has come. */
  Set<String> due(Instant now) {
    return going.entrySet().stream()
        .filter(role -> !now.isBefore(role.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Whom some document named with an end that has come. */
  Set<NightOracle.Pair> over(Instant now) {
    return ends.entrySet().stream()
        .filter(line -> !now.isBefore(line.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Whoever is named in a role's document, also if their time is over. */
  Set<String> named(String role) {
    return roles.getOrDefault(role, Map.of()).keySet();
  }

  /**
   * Writes a role, and withdraws its tombstone.
   *
   * @param lines end by user; {@link Instant#MAX}: none
   */
  void declare(String role, Map<String, Instant> lines) {
    roles.put(role, lines);
    lines.forEach((user, end) ->
        ends.merge(
            new NightOracle.Pair(role, user), end, (one, two) -> one.isBefore(two) ? one : two));
    team.role(
        role,
        "exact",
        lines.entrySet().stream()
            .map(line -> line(line.getKey(), line.getValue()))
            .toArray(String[]::new));
    if (!NightWalk.isWatched(role)) {
      team.author().edit("roles/" + role + ".yaml", "audit:read", "users:view");
    }
    if (going.remove(role) != null) {
      team.author().delete(tombstone(role));
    }
  }

  /** With lines that do not end. */
  void declare(String role, Set<String> users) {
    var lines = new TreeMap<String, Instant>();
    users.forEach(user -> lines.put(user, Instant.MAX));
    declare(role, lines);
  }

  private static String line(String user, Instant end) {
    return end.equals(Instant.MAX) ? user : "{ user: %s, expires: %s }".formatted(user, end);
  }

  /** At the next run, for ever. */
  void retire(String role) {
    bury(role, "");
  }

  /** Nobody holds it from the next run on; from the day on it goes for ever. */
  void drain(String role, Instant day) {
    bury(
        role,
        "name: %s\ndescription: A role.\ncapabilities: [%s]\ndelete: %s\n"
            .formatted(role, NightWalk.isWatched(role) ? "audit:read" : "users:view", day));
    going.put(role, day);
  }

  private void bury(String role, String more) {
    roles.remove(role);
    team.author().delete("roles/" + role + ".yaml");
    team.author()
        .write(
            tombstone(role),
            "kind: RetiredRole\nslug: %s\nretired: 2026-11-23\nreason: Over.\n%s"
                .formatted(role, more));
  }

  private static String tombstone(String role) {
    return "retired/" + role + ".yaml";
  }
}
