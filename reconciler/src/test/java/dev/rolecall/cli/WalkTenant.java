package dev.rolecall.cli;

import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The tenant of a random walk as others see and change it. */
final class WalkTenant {
  static final List<String> NAMES = Tenant.emails(4);

  private final Outsider hands;
  private final Chance chance;
  private final WalkDiary diary;

  WalkTenant(Outsider hands, Chance chance, WalkDiary diary) {
    this.hands = hands;
    this.chance = chance;
    this.diary = diary;
  }

  WalkOracle.Live live() {
    var names = new TreeMap<String, String>();
    hands
        .all("users")
        .forEach(user -> names.put(Outsider.text(user, "id"), Outsider.text(user, "email")));
    var roles = new HashSet<>(hands.roles());
    var holds = new HashSet<WalkOracle.Pair>();
    for (String role : WalkCommits.ROLES) {
      if (roles.contains(role)) {
        for (JsonNode one : hands.all("role-assignments?role=" + role)) {
          holds.add(new WalkOracle.Pair(role, Outsider.text(one.path("subject"), "id")));
        }
      }
    }
    return new WalkOracle.Live(holds, names, roles);
  }

  void hand() {
    WalkOracle.Live live = live();
    String role = chance.one(WalkCommits.ROLES);
    if (!live.roles().contains(role) || live.names().isEmpty()) {
      return;
    }
    String id = chance.one(List.copyOf(live.names().keySet()));
    boolean holds = live.holds().contains(new WalkOracle.Pair(role, id));
    hands.change(holds ? "remove" : "add", role, "user", id);
    diary.count("hands");
    diary.say(
        "by hand: " + (holds ? "take " : "give ") + role + " " + live.names().get(id) + " " + id);
  }

  void account() {
    WalkOracle.Live live = live();
    var ids = List.copyOf(live.names().keySet());
    int kind = chance.below(5);
    if (kind == 0 && ids.size() > 1) {
      String id = chance.one(ids);
      hands.delete(id);
      diary.say("deleted: " + live.names().get(id) + " " + id);
    } else if (kind == 1 && ids.size() < 6) {
      String name = chance.one(NAMES);
      diary.say("made: " + name + " " + hands.register(name));
    } else if (kind > 1) {
      String id = chance.one(ids);
      String name = chance.one(NAMES);
      hands.rename(id, name);
      diary.say("renamed: " + id + " is " + name);
    }
    diary.count("accounts");
  }
}
