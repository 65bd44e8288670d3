package dev.rolecall.cli;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Keeps its own list of what git granted, from what it sees in the tenant before and after each
 * run. Of the record it knows only whether it moved.
 */
final class WalkOracle {

  /** That an account holds a role. */
  record Pair(String role, String id) {}

  /**
   * The tenant at one moment.
   *
   * @param names by account id
   * @param roles those that there are
   */
  record Live(Set<Pair> holds, Map<String, String> names, Set<String> roles) {
    Set<String> bearers(String name) {
      return names.entrySet().stream()
          .filter(entry -> entry.getValue().equals(name))
          .map(Map.Entry::getKey)
          .collect(Collectors.toSet());
    }

    Set<String> holders(String role) {
      return holds.stream()
          .filter(pair -> pair.role().equals(role))
          .map(Pair::id)
          .collect(Collectors.toSet());
    }
  }

  /**
   * Who a role is for.
   *
   * @param desired accounts that hold it by a line
   * @param kept accounts that a line may mean and that are left as they are
   * @param unseen a line means nobody that was ever seen
   */
  private record Meant(Set<String> desired, Set<String> kept, boolean unseen) {}

  private final Set<Pair> owned = new HashSet<>();
  private final Map<String, String> pins = new HashMap<>();

  Set<Pair> owned() {
    return Set.copyOf(owned);
  }

  void forget() {
    owned.clear();
    pins.clear();
  }

  private Meant meant(WalkTree.Doc doc, Live live) {
    var desired = new HashSet<String>();
    var kept = new HashSet<String>();
    boolean unseen = false;
    for (String name : doc.users()) {
      Set<String> bearers = live.bearers(name);
      String pin = pins.get(name);
      if (bearers.size() == 1 && (pin == null || bearers.contains(pin))) {
        desired.addAll(bearers);
      } else {
        kept.addAll(bearers);
        if (pin != null) {
          kept.add(pin);
        }
        unseen |= bearers.isEmpty() && pin == null;
      }
    }
    kept.removeAll(desired);
    return new Meant(desired, kept, unseen);
  }

  /** A run is recorded as begun: what needs no write counts from now on. */
  void begun(WalkTree tree, Live live) {
    Set<String> declared = tree.names();
    pins.keySet().retainAll(declared);
    for (String name : declared) {
      Set<String> bearers = live.bearers(name);
      if (bearers.size() == 1) {
        pins.putIfAbsent(name, bearers.iterator().next());
      }
    }
    for (Pair pair : Set.copyOf(owned)) {
      WalkTree.Doc doc = tree.roles().get(pair.role());
      boolean held = live.holds().contains(pair);
      boolean gone =
          doc == null
              ? !held
              : doc.manage().equals("observe")
                  || !live.names().containsKey(pair.id())
                  || (!held && !wanted(doc, live, pair));
      if (gone) {
        owned.remove(pair);
      }
    }
  }

  private boolean wanted(WalkTree.Doc doc, Live live, Pair pair) {
    Meant meant = meant(doc, live);
    return meant.desired().contains(pair.id()) || meant.kept().contains(pair.id());
  }

  /** What a run wrote: each of it allowed, by the tenant as it was before. */
  void wrote(WalkTree tree, Live before, Live after) {
    for (Pair pair : minus(after.holds(), before.holds())) {
      WalkTree.Doc doc = tree.roles().get(pair.role());
      if (doc == null
          || doc.manage().equals("observe")
          || !meant(doc, before).desired().contains(pair.id())) {
        throw new AssertionError("granted to somebody who is not meant: " + pair);
      }
      owned.add(pair);
    }
    for (Pair pair : minus(before.holds(), after.holds())) {
      WalkTree.Doc doc = tree.roles().get(pair.role());
      if (doc == null && !tree.retired().contains(pair.role())) {
        throw new AssertionError("taken from a role that is not declared: " + pair);
      }
      if (doc != null) {
        mayBeTaken(doc, before, pair);
      }
      owned.remove(pair);
    }
    tree.retired().stream()
        .filter(role -> !after.roles().contains(role))
        .forEach(role -> owned.removeIf(pair -> pair.role().equals(role)));
  }

  private void mayBeTaken(WalkTree.Doc doc, Live before, Pair pair) {
    Meant meant = meant(doc, before);
    boolean mine = owned.contains(pair);
    if (doc.manage().equals("observe")
        || meant.desired().contains(pair.id())
        || meant.kept().contains(pair.id())
        || (!mine && (doc.manage().equals("add") || meant.unseen()))) {
      throw new AssertionError("taken from somebody whom git never gave it: " + pair);
    }
  }

  /** A run that left nothing out ended with 0. */
  void complete(WalkTree tree, Live before, Live after) {
    open(tree, before, after)
        .ifPresent(open -> {
          throw new AssertionError(open);
        });
    tree.roles()
        .forEach((role, doc) -> {
          if (!doc.manage().equals("observe")) {
            meant(doc, before).desired().forEach(id -> owned.add(new Pair(role, id)));
          }
        });
  }

  /** Something that the tenant is not as declared; where there is none, nothing was left out. */
  Optional<String> open(WalkTree tree, Live before, Live after) {
    for (String role : tree.retired()) {
      if (after.roles().contains(role)) {
        return Optional.of("retired and there: " + role);
      }
    }
    for (Map.Entry<String, WalkTree.Doc> entry : tree.roles().entrySet()) {
      String role = entry.getKey();
      WalkTree.Doc doc = entry.getValue();
      if (!after.roles().contains(role)) {
        return Optional.of("declared and not there: " + role);
      }
      if (!doc.manage().equals("observe")) {
        Optional<String> open = open(role, doc.manage(), meant(doc, before), after.holders(role));
        if (open.isPresent()) {
          return open;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> open(String role, String manage, Meant meant, Set<String> holders) {
    for (String id : meant.desired()) {
      if (!holders.contains(id)) {
        return Optional.of("declared and does not hold it: " + role + " " + id);
      }
    }
    for (String id : holders) {
      boolean stays = meant.desired().contains(id) || meant.kept().contains(id);
      if (!stays && owned.contains(new Pair(role, id))) {
        return Optional.of("holds what git gave and declares no more: " + role + " " + id);
      }
      if (!stays && manage.equals("exact") && !meant.unseen()) {
        return Optional.of("holds a role in exact and is not declared: " + role + " " + id);
      }
    }
    return Optional.empty();
  }

  private static Set<Pair> minus(Set<Pair> all, Set<Pair> less) {
    var rest = new HashSet<>(all);
    rest.removeAll(less);
    return rest;
  }

  @Override
  public String toString() {
    return "owned " + new TreeSet<>(owned.stream().map(Pair::toString).toList()) + " pins " + pins;
  }
}
