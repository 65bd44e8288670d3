package dev.rolecall.git;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * The matched files of many commits. A tree is read once, and then only where it differs from the
 * one that was read before it: neighbours in history differ little.
 */
final class FileSets {
  private final ObjectReader reader;
  private final Subtree subtree;
  private final MatchedFiles matched;
  private final Map<ObjectId, FileSet> byTree = new HashMap<>();
  private final Map<FileSet, FileSet> distinct = new HashMap<>();
  private @Nullable ObjectId last;

  FileSets(ObjectReader reader, Subtree subtree, Globs globs, Set<String> names) {
    this.reader = reader;
    this.subtree = subtree;
    this.matched = new MatchedFiles(globs, names);
  }

  /**
   * What is matched in the tree of a commit.
   *
   * @throws UnreadableObjectException when the tree is not whole
   */
  FileSet of(AnyObjectId commit, ObjectId tree) throws IOException {
    return UnreadableObjectException.named(
        "a folder of commit " + commit.name(),
        () -> {
          Optional<ObjectId> top = subtree.of(reader, tree);
          return top.isEmpty() ? FileSet.EMPTY : ofTop(top.get());
        });
  }

  private FileSet ofTop(ObjectId top) throws IOException {
    FileSet known = byTree.get(top);
    if (known == null) {
      FileSet before = last == null ? null : byTree.get(last);
      FileSet read = (before == null ? FileSet.EMPTY : before).with(edits(last, top));
      known = distinct.computeIfAbsent(read, set -> set);
      byTree.put(top, known);
    }
    last = top;
    return known;
  }

  private SortedMap<String, Optional<String>> edits(@Nullable ObjectId from, ObjectId to)
      throws IOException {
    SortedMap<String, Optional<String>> edits = new TreeMap<>();
    try (TreeWalk walk = new TreeWalk(reader)) {
      if (from == null) {
        walk.addTree(new EmptyTreeIterator());
      } else {
        walk.addTree(from);
      }
      walk.addTree(to);
      walk.setRecursive(true);
      walk.setFilter(AndTreeFilter.create(TreeFilter.ANY_DIFF, matched));
      while (walk.next()) {
        String path = PathNames.decodePath(walk.getRawPath());
        boolean there = matched.isFile(path, walk.getRawMode(1));
        // A folder in place of a file comes as two entries: what is there wins over what is gone.
        if (there) {
          edits.put(path, Optional.of(walk.getObjectId(1).name()));
        } else {
          edits.putIfAbsent(path, Optional.empty());
        }
      }
    }
    return edits;
  }

  /** What {@link FileTree#list} lists, and the single files that were named. */
  private static final class MatchedFiles extends TreeFilter {
    private final Globs globs;
    private final Set<String> names;

    MatchedFiles(Globs globs, Set<String> names) {
      this.globs = globs;
      this.names = names;
    }

    boolean isFile(String path, int mode) {
      if (FileMode.MISSING.equals(mode)
          || FileMode.TREE.equals(mode)
          || FileMode.GITLINK.equals(mode)) {
        return false;
      }
      boolean link = FileMode.SYMLINK.equals(mode);
      return names.contains(path) || (link ? globs.concernsLink(path) : globs.match(path));
    }

    private boolean isWay(String path, int mode) {
      return FileMode.TREE.equals(mode)
          && ((!path.equals(".rolecall") && globs.mayMatchBelow(path))
              || names.stream().anyMatch(name -> name.startsWith(path + "/")));
    }

    @Override
    public boolean include(TreeWalk walk) {
      String path = PathNames.decodePath(walk.getRawPath());
      for (int tree = 0; tree < walk.getTreeCount(); tree++) {
        int mode = walk.getRawMode(tree);
        if (isFile(path, mode) || isWay(path, mode)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean shouldBeRecursive() {
      return true;
    }

    @Override
    public TreeFilter clone() {
      return this;
    }
  }
}
