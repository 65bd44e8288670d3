package dev.rolecall.record;

import dev.rolecall.git.MemoryClone;
import dev.rolecall.record.GoingBackModel.Commit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Branches of a small repository that grow as people let them: edits, merges of every kind,
 * reverts, rewrites, dirty trees. A file is one value, so that merging by line is merging by file.
 */
final class RandomHistory {
  private static final List<String> PATHS =
      List.of("roles/a.yaml", "roles/b.yaml", "roles/c.yaml", "assignments/d.yaml");

  private final Random random;
  private final MemoryClone git;
  private final Map<String, Commit> branches = new TreeMap<>();
  private final List<Commit> commits = new ArrayList<>();
  private final Map<List<Object>, Commit> dirty = new HashMap<>();

  RandomHistory(Random random, MemoryClone git) throws IOException {
    this.random = random;
    this.git = git;
    branches.put("main", commit(new TreeMap<>(Map.of(PATHS.getFirst(), "1\n")), List.of()));
  }

  void grow() throws IOException {
    switch (random.nextInt(14)) {
      case 0, 1, 2, 3 -> edit(anyBranch());
      case 4, 5 -> {
        String name = "f" + random.nextInt(2);
        branches.put(name, random.nextInt(3) > 0 ? main() : any(List.copyOf(main().ancestors)));
        edit(name);
      }
      case 6, 7, 8, 9 -> join();
      case 10 -> {
        String name = anyBranch();
        Commit head = tip(name);
        for (Commit base : bases(head, main())) {
          join(name, base, main(), List.of(head, main()));
        }
      }
      case 11, 12 -> {
        List<Commit> line = GoingBackModel.lineSince(main(), null);
        Commit x = line.get(random.nextBoolean() ? 0 : random.nextInt(line.size()));
        if (!x.parents.isEmpty()) {
          join("main", x, x.parents.getFirst(), List.of(main()));
        }
      }
      case 13 -> rewrite();
      default -> throw new AssertionError();
    }
  }

  /** What somebody might want to apply. */
  Commit pick() {
    Commit from =
        switch (random.nextInt(8)) {
          case 0, 1, 2, 3 -> main();
          case 4, 5 -> tip(anyBranch());
          default -> any(commits);
        };
    if (random.nextInt(8) > 0) {
      return from;
    }
    SortedMap<String, String> tree = edited(from.tree);
    return tree.equals(from.tree)
        ? from
        : dirty.computeIfAbsent(
            List.of(from, tree), _ -> new Commit(from.id, List.of(from), tree, true));
  }

  /** A fresh clone, or a laptop that has all there ever was; with the commit to apply. */
  Set<Commit> clone(Commit candidate) {
    Set<Commit> clone = new HashSet<>(candidate.ancestors);
    if (random.nextInt(3) == 0) {
      clone.addAll(commits);
    } else {
      branches.values().forEach(tip -> clone.addAll(tip.ancestors));
    }
    clone.removeIf(commit -> commit.dirty);
    return clone;
  }

  private void edit(String branch) throws IOException {
    Commit head = tip(branch);
    SortedMap<String, String> tree = edited(head.tree);
    if (!tree.equals(head.tree) || random.nextInt(9) == 0) {
      branches.put(branch, commit(tree, List.of(head)));
    }
  }

  private SortedMap<String, String> edited(SortedMap<String, String> tree) {
    SortedMap<String, String> edited = new TreeMap<>(tree);
    String path = any(PATHS);
    if (random.nextInt(4) == 0) {
      edited.remove(path);
    } else {
      edited.put(path, (1 + random.nextInt(3)) + "\n");
    }
    return edited;
  }

  private void join() throws IOException {
    List<String> others = branches.keySet().stream().filter(b -> !b.equals("main")).toList();
    if (others.isEmpty()) {
      return;
    }
    String name = any(others);
    Commit feature = tip(name);
    if (main().contains(feature)) {
      return;
    }
    switch (random.nextInt(4)) {
      case 0 -> join("main", bases(feature, main()).getFirst(), feature, List.of(main(), feature));
      case 1 -> join("main", bases(feature, main()).getFirst(), feature, List.of(main()));
      case 2 -> {
        for (Commit x : GoingBackModel.lineSince(feature, main()).reversed()) {
          if (x.parents.size() == 1) {
            join("main", x.parents.getFirst(), x, List.of(main()));
          }
        }
      }
      default -> join("main", feature.parents.getFirst(), feature, List.of(main()));
    }
    if (random.nextBoolean()) {
      branches.remove(name);
    }
  }

  private void join(String branch, Commit base, Commit theirs, List<Commit> parents)
      throws IOException {
    SortedMap<String, String> tree =
        GoingBackModel.merge3(base.tree, tip(branch).tree, theirs.tree);
    if (tree != null) {
      branches.put(branch, commit(tree, parents));
    }
  }

  private void rewrite() throws IOException {
    List<Commit> line = GoingBackModel.lineSince(main(), null);
    Commit from = line.get(Math.min(line.size() - 1, 1 + random.nextInt(3)));
    List<Commit> again = line.subList(0, line.indexOf(from)).reversed();
    branches.put("main", from);
    for (Commit x : again) {
      branches.put("main", commit(x.tree, List.of(main())));
    }
  }

  private static List<Commit> bases(Commit a, Commit b) {
    return GoingBackModel.mergeBases(a, b);
  }

  private Commit commit(SortedMap<String, String> tree, List<Commit> parents) throws IOException {
    String id = git.commit(tree, parents.stream().map(parent -> parent.id).toList());
    Commit commit = new Commit(id, parents, tree, false);
    commits.add(commit);
    return commit;
  }

  private Commit main() {
    return tip("main");
  }

  private Commit tip(String branch) {
    return Objects.requireNonNull(branches.get(branch));
  }

  private String anyBranch() {
    return any(List.copyOf(branches.keySet()));
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
