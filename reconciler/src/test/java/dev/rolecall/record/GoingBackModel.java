package dev.rolecall.record;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules of going back as the model of the record has them, written as sets and without care for
 * speed: function by function what {@link GoingBack} has to agree with.
 */
final class GoingBackModel {
  /** A commit with all that it contains; a dirty one has its HEAD as its only parent. */
  static final class Commit {
    final String id;
    final List<Commit> parents;
    final SortedMap<String, String> tree;
    final boolean dirty;
    final Set<Commit> ancestors = new HashSet<>();

    Commit(String id, List<Commit> parents, SortedMap<String, String> tree, boolean dirty) {
      this.id = id;
      this.parents = parents;
      this.tree = tree;
      this.dirty = dirty;
      ancestors.add(this);
      parents.forEach(parent -> ancestors.addAll(parent.ancestors));
    }

    boolean contains(Commit other) {
      return ancestors.contains(other);
    }
  }

  record Run(Commit target, SortedMap<String, String> files, boolean rollback) {}

  record Memory(Run last, Set<Commit> tops, Set<Commit> since, List<Run> past) {}

  private record Version(SortedMap<String, String> tree, boolean back) {}

  static @Nullable SortedMap<String, String> merge3(
      Map<String, String> base, Map<String, String> ours, Map<String, String> theirs) {
    SortedMap<String, String> out = new TreeMap<>();
    Set<String> keys = new TreeSet<>(base.keySet());
    keys.addAll(ours.keySet());
    keys.addAll(theirs.keySet());
    for (String key : keys) {
      String b = base.get(key);
      String o = ours.get(key);
      String t = theirs.get(key);
      if (!Objects.equals(o, t) && !Objects.equals(b, t) && !Objects.equals(b, o)) {
        return null;
      }
      String value = Objects.equals(o, t) || Objects.equals(b, t) ? o : t;
      if (value != null) {
        out.put(key, value);
      }
    }
    return out;
  }

  static List<Commit> mergeBases(Commit a, Commit b) {
    List<Commit> common = a.ancestors.stream().filter(b::contains).toList();
    return common.stream()
        .filter(c -> common.stream().noneMatch(d -> c != d && d.contains(c)))
        .toList();
  }

  static List<Commit> lineSince(Commit tip, @Nullable Commit other) {
    List<Commit> line = new ArrayList<>();
    List<Commit> bases = other == null ? List.of() : mergeBases(tip, other);
    Commit at = tip;
    while ((other == null || !other.contains(at)) && at.ancestors.containsAll(bases)) {
      line.add(at);
      if (at.parents.isEmpty()) {
        break;
      }
      at = at.parents.getFirst();
    }
    return line;
  }

  private static List<Version> historySince(Commit t, Commit c) {
    List<Commit> bases = mergeBases(t, c);
    List<Commit> all =
        t.ancestors.stream().filter(y -> !c.contains(y) && y.ancestors.containsAll(bases)).toList();
    return all.stream()
        .map(y ->
            new Version(
                y.tree, all.stream().anyMatch(z -> y.contains(z) && !z.tree.equals(y.tree))))
        .toList();
  }

  private static boolean takes(
      List<SortedMap<String, String>> bases,
      SortedMap<String, String> files,
      SortedMap<String, String> theirs) {
    return bases.stream().allMatch(b -> files.equals(merge3(b, files, theirs)));
  }

  static boolean readable(Commit c, Set<Commit> clone) {
    return clone.contains(c) || (c.dirty && clone.contains(c.parents.getFirst()));
  }

  static boolean older(Commit c, Memory record, Set<Commit> clone) {
    return record.since().contains(c)
        || record.tops().stream()
            .anyMatch(top -> c == top || (readable(top, clone) && top.contains(c)));
  }

  static boolean cameBack(Commit c, Memory record, Set<Commit> clone) {
    Commit t = record.last().target();
    if (!c.tree.equals(record.last().files()) || !readable(t, clone)) {
      return false;
    }
    Set<Commit> since = new HashSet<>(t.ancestors);
    since.removeAll(c.ancestors);
    return since.stream()
        .anyMatch(y ->
            y.tree.equals(c.tree)
                && since.stream().anyMatch(z -> z.contains(y) && !z.tree.equals(c.tree)));
  }

  /** Empty, or why it is refused. */
  static String goingBack(Commit c, Memory record, Set<Commit> clone) {
    boolean same = c.tree.equals(record.last().files());
    if (!same && older(c, record, clone)) {
      return "superseded";
    }
    Commit t = record.last().target();
    return same || c.contains(t) || tookIn(c, t, clone, record) ? "" : "goes-back";
  }

  private static boolean tookIn(Commit c, Commit t, Set<Commit> clone, Memory record) {
    List<SortedMap<String, String>> bases = new ArrayList<>();
    List<Commit> line;
    List<Version> theirs = new ArrayList<>();
    if (readable(t, clone)) {
      mergeBases(c, t).forEach(base -> bases.add(base.tree));
      if (bases.isEmpty()) {
        bases.add(new TreeMap<>());
      }
      line = lineSince(c, t);
      theirs = historySince(t, c);
    } else {
      int at = 0;
      while (at < record.past().size() && !c.contains(record.past().get(at).target())) {
        at++;
      }
      if (at == record.past().size() || record.past().get(at).files().equals(t.tree)) {
        return false;
      }
      bases.add(record.past().get(at).files());
      line = lineSince(c, record.past().get(at).target());
      List<SortedMap<String, String>> trees = new ArrayList<>(List.of(t.tree));
      record.past().subList(0, at).forEach(run -> trees.add(run.files()));
      for (int i = 0; i < trees.size(); i++) {
        SortedMap<String, String> y = trees.get(i);
        List<SortedMap<String, String>> older = trees.subList(i + 1, trees.size());
        theirs.add(new Version(y, older.stream().anyMatch(z -> !z.equals(y))));
      }
    }
    boolean nothing = bases.contains(t.tree);
    List<SortedMap<String, String>> froms = new ArrayList<>(bases);
    theirs.forEach(version -> froms.add(version.tree()));
    for (Commit x : line) {
      if ((!nothing && x.tree.equals(t.tree)) || takes(froms, x.tree, t.tree)) {
        return true;
      }
      if (nothing) {
        return false;
      }
      if (!takes(bases, t.tree, x.tree)
          && theirs.stream().anyMatch(version -> takes(bases, version.tree(), x.tree))) {
        return false;
      }
      if (theirs.stream()
          .anyMatch(version ->
              version.back() && version.tree().equals(x.tree) && !x.tree.equals(t.tree))) {
        return false;
      }
    }
    return false;
  }

  /** The record after a run of this commit. */
  static Memory after(
      @Nullable Memory record, Commit c, Set<Commit> clone, boolean rollback, boolean keepTarget) {
    if (record == null) {
      return new Memory(
          new Run(c, c.tree, rollback), Set.of(c), new HashSet<>(c.ancestors), List.of());
    }
    Commit target = keepTarget ? record.last().target() : c;
    Set<Commit> all = new HashSet<>(record.tops());
    all.add(target);
    Set<Commit> tops = new HashSet<>(all);
    tops.removeIf(t -> all.stream().anyMatch(u -> t != u && u.contains(t)));
    Set<Commit> since = new HashSet<>(record.since());
    since.addAll(target == c ? c.ancestors : Set.of());
    List<Run> past = new ArrayList<>(List.of(record.last()));
    past.addAll(record.past());
    return new Memory(new Run(target, c.tree, rollback), tops, since, past);
  }

  /** For messages. */
  static Map<String, Object> show(Commit c) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", c.id.substring(0, 7) + (c.dirty ? "+dirty" : ""));
    map.put("parents", c.parents.stream().map(p -> p.id.substring(0, 7)).toList());
    map.put("tree", c.tree);
    return map;
  }

  private GoingBackModel() {}
}
