package dev.rolecall.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Judges what runs and undoings did by the tenant before and after; of the record it knows nothing
 * but the ids of runs.
 */
final class NightOracle {
  /** That somebody holds a role. */
  record Pair(String role, String user) {}

  /**
   * The holders of each role that there is.
   *
   * @param roles users by role
   */
  record Live(Map<String, Set<String>> roles) {
    /** As it is now. */
    static Live of(Outsider tenant) {
      var roles = new TreeMap<String, Set<String>>();
      for (String role : tenant.roles()) {
        if (role.startsWith("role-")) {
          roles.put(role, new TreeSet<>(tenant.holders(role)));
        }
      }
      return new Live(roles);
    }

    Set<Pair> pairs() {
      var pairs = new HashSet<Pair>();
      roles.forEach((role, users) -> users.forEach(user -> pairs.add(new Pair(role, user))));
      return pairs;
    }

    Set<String> holders(String role) {
      return roles.getOrDefault(role, Set.of());
    }

    /** Whoever holds the two roles that are kept apart. */
    Set<String> both() {
      var both = new HashSet<>(holders("role-1"));
      both.retainAll(holders("role-2"));
      return both;
    }

    /** Whoever holds a role that gives what a policy watches. */
    Set<String> watched() {
      var users = new HashSet<String>();
      roles.forEach((role, holders) -> {
        if (NightWalk.isWatched(role)) {
          users.addAll(holders);
        }
      });
      return users;
    }
  }

  /**
   * A run and the tenant around it.
   *
   * @param hands what somebody granted while it wrote: nobody knows who did what about it
   */
  record Past(String id, Live before, Live after, Set<Pair> hands) {
    Set<Pair> granted() {
      return minus(minus(after.pairs(), before.pairs()), hands);
    }

    Set<Pair> removed() {
      return minus(minus(before.pairs(), after.pairs()), hands);
    }

    Set<String> deleted() {
      return minus(before.roles().keySet(), after.roles().keySet());
    }

    /** What it did one by one, but for what went with a role. */
    Set<Did> did() {
      var all = new HashSet<Did>();
      granted().forEach(pair -> all.add(new Did(pair, true)));
      removed().stream()
          .filter(pair -> !deleted().contains(pair.role()))
          .forEach(pair -> all.add(new Did(pair, false)));
      return all;
    }

    /** Whether it did that, as far as anybody knows. */
    boolean mayHave(Set<Pair> done, Pair pair) {
      return done.contains(pair) || hands.contains(pair);
    }

    Set<Pair> touched() {
      var all = new HashSet<>(granted());
      all.addAll(removed());
      return all;
    }
  }

  /** A grant, or its contrary. */
  record Did(Pair pair, boolean granted) {
    Did contrary() {
      return new Did(pair, !granted);
    }
  }

  private final List<Past> runs = new ArrayList<>();
  private final Set<String> retired = new TreeSet<>();
  private final Set<String> burnt = new TreeSet<>();
  private final Map<String, Set<Did>> takenBack = new TreeMap<>();
  private final Map<Pair, Integer> lastTouch = new HashMap<>();

  /** Users who lost what the policy watches by a run. */
  private final Set<String> everLost = new TreeSet<>();

  /** Users to whom somebody gave something while a run wrote. */
  private final Set<String> unclear = new TreeSet<>();

  List<Past> runs() {
    return runs;
  }

  /** Whether something is undone and no commit has agreed. */
  boolean isUndone() {
    return !takenBack.isEmpty();
  }

  /** Nobody has to agree any more. */
  void givenUp() {
    takenBack.clear();
  }

  /** A run of files in which their day had come, whether there was such a role or not. */
  void burn(Set<String> due) {
    burnt.addAll(due);
  }

  /** Whether a run has deleted a role of that slug, or carried its tombstone out. */
  boolean isRetired(String role) {
    return retired.contains(role) || burnt.contains(role);
  }

  void hand(Pair pair) {
    lastTouch.put(pair, runs.size());
  }

  /** An ordinary run of files that declare these. */
  void applied(Past past, Map<String, Set<String>> declared, int exit) {
    common(past);
    for (Pair pair : past.granted()) {
      require(
          declared.getOrDefault(pair.role(), Set.of()).contains(pair.user()),
          "granted and not declared: " + pair);
    }
    for (Pair pair : past.removed()) {
      require(
          !declared.getOrDefault(pair.role(), Set.of()).contains(pair.user()),
          "taken and declared: " + pair);
    }
    takenBack.forEach((run, redo) -> {
      var again = new HashSet<>(past.did());
      again.retainAll(redo);
      require(again.isEmpty(), "done again after run " + run + " was undone: " + again);
    });
    if (exit == 0) {
      var live = past.after().pairs();
      declared.forEach((role, users) -> {
        require(users.isEmpty() || past.after().roles().containsKey(role), "is not there: " + role);
        for (String user : Tenant.emails(NightWalk.USERS)) {
          var pair = new Pair(role, user);
          require(
              past.hands().contains(pair) || live.contains(pair) == users.contains(user),
              "ended with 0 and is not as declared: " + pair);
        }
      });
      takenBack.clear();
    }
  }

  /**
   * An undo.
   *
   * @param renamed new slugs of roles that the run deleted
   * @param over whose time is over
   */
  void undone(Past past, Past bad, Map<String, String> renamed, Set<Pair> over, int exit) {
    Live after = past.after();
    int index = runs.indexOf(bad);
    for (Pair pair : past.granted()) {
      String was =
          renamed.entrySet().stream()
              .filter(one -> one.getValue().equals(pair.role()))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse(pair.role());
      require(
          bad.mayHave(bad.removed(), new Pair(was, pair.user())),
          "given back and never taken: " + pair);
    }
    for (Pair pair : past.removed()) {
      require(bad.mayHave(bad.granted(), pair), "taken back and never given: " + pair);
    }
    if (exit == 0) {
      Set<Pair> holds = after.pairs();
      for (Pair pair : bad.removed()) {
        String role = renamed.getOrDefault(pair.role(), pair.role());
        if (Optional.ofNullable(lastTouch.get(pair)).orElse(-1) == index
            && !over.contains(pair)
            && after.roles().containsKey(role)) {
          require(holds.contains(new Pair(role, pair.user())), "not given back: " + pair);
        }
      }
      for (Pair pair : bad.granted()) {
        if (Optional.ofNullable(lastTouch.get(pair)).orElse(-1) == index) {
          require(!holds.contains(pair), "not taken back: " + pair);
        }
      }
    }
    var redo = new HashSet<Did>();
    for (Did did : past.did()) {
      if (!renamed.containsValue(did.pair().role())) {
        redo.add(did.contrary());
      }
    }
    common(past);
    // What it took back again is what an earlier undo wanted.
    takenBack.values().forEach(earlier -> earlier.removeAll(past.did()));
    if (!past.touched().isEmpty()) {
      takenBack.merge(
          bad.id(),
          redo,
          (one, more) -> {
            var all = new HashSet<>(one);
            all.addAll(more);
            return all;
          });
    }
  }

  /**
   * What guards keep at each moment of a run: somebody holds role-0 who did before, and nobody
   * holds role-1 and role-2 who held both neither before nor after.
   *
   * @param moments the tenant after each write
   */
  static void guarded(Past past, List<Live> moments) {
    Live before = past.before();
    var all = new ArrayList<>(moments);
    all.add(past.after());
    for (Live moment : all) {
      require(
          before.holders("role-0").isEmpty() || !moment.holders("role-0").isEmpty(),
          "nobody holds role-0 any more");
      Set<String> both = minus(moment.both(), before.both());
      past.hands().forEach(pair -> both.remove(pair.user()));
      require(both.isEmpty(), "holds role-1 and role-2: " + both);
    }
  }

  /** Whoever lost what the policy watches is signed out, and nobody else. */
  void signedIn(Live last, Map<String, SignedIn> tokens, WalkDiary diary) {
    Set<String> lacking = minus(everLost, last.watched());
    tokens.forEach((user, token) -> {
      int status = token.refreshed();
      if (unclear.contains(user)) {
        diary.count("unclear");
      } else if (lacking.contains(user)) {
        require(status != 200, user + " lost it and is still logged in");
        diary.count("logged out");
      } else if (!everLost.contains(user)) {
        require(status == 200, user + " lost nothing and was logged out");
        diary.count("left alone");
      }
    });
  }

  private void common(Past past) {
    for (String role : past.after().roles().keySet()) {
      require(!retired.contains(role), "a retired slug is used again: " + role);
    }
    retired.addAll(past.deleted());
    for (Pair pair : past.touched()) {
      lastTouch.put(pair, runs.size());
    }
    for (Pair pair : past.hands()) {
      lastTouch.put(pair, -1);
      unclear.add(pair.user());
    }
    var lost = minus(past.before().watched(), past.after().watched());
    everLost.addAll(lost);
    runs.add(past);
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  static <T> Set<T> minus(Set<T> all, Set<T> less) {
    var rest = new HashSet<>(all);
    rest.removeAll(less);
    return rest;
  }
}
