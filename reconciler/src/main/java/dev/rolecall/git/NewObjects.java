package dev.rolecall.git;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * What a new commit has and its parent has not. Found by walking the two trees side by side where
 * they differ; JGit's own way walks commits, whose parents a store of tips does not have.
 */
final class NewObjects {
  private final Repository repository;
  private final Map<ObjectId, Integer> types = new LinkedHashMap<>();

  private NewObjects(Repository repository) {
    this.repository = repository;
  }

  /**
   * Collects them.
   *
   * @param parent the tree that the other side has; null: none
   * @param copies folder to the folder of the parent that it may be taken from
   */
  static NewObjects between(
      Repository repository,
      ObjectId commit,
      ObjectId tree,
      @Nullable ObjectId parent,
      Map<String, String> copies)
      throws IOException {
    NewObjects found = new NewObjects(repository);
    found.types.put(commit, Constants.OBJ_COMMIT);
    try (ObjectReader reader = repository.newObjectReader()) {
      if (!tree.equals(parent)) {
        found.types.put(tree, Constants.OBJ_TREE);
        found.walk(reader, tree, parent, List.copyOf(copies.keySet()));
      }
      for (Map.Entry<String, String> copy : copies.entrySet()) {
        @Nullable ObjectId to = folder(reader, tree, copy.getKey());
        if (to != null) {
          @Nullable ObjectId old = folder(reader, parent, copy.getKey());
          @Nullable ObjectId from = folder(reader, parent, copy.getValue());
          found.copied(reader, to, old, from);
        }
      }
      found.requireAll(reader);
    }
    return found;
  }

  static NewObjects none(Repository repository) {
    return new NewObjects(repository);
  }

  /** These and the others. */
  NewObjects and(NewObjects other) {
    NewObjects both = new NewObjects(repository);
    both.types.putAll(types);
    both.types.putAll(other.types);
    return both;
  }

  /** That each is here: a blob may have been named that nobody has. */
  private void requireAll(ObjectReader reader) throws IOException {
    for (Map.Entry<ObjectId, Integer> each : types.entrySet()) {
      if (!reader.has(each.getKey())) {
        throw new MissingObjectException(each.getKey(), each.getValue());
      }
    }
  }

  /** Writes them as a pack that needs nothing else. */
  void writePack(OutputStream out) throws IOException {
    PackConfig config = new PackConfig();
    config.setDeltaCompress(false);
    config.setThreads(1);
    try (RevWalk walk = new RevWalk(repository);
        PackWriter writer = new PackWriter(config, CheckedReuse.of(walk.getObjectReader()))) {
      List<RevObject> objects = new ArrayList<>(types.size());
      types.forEach((id, type) -> objects.add(walk.lookupAny(id, type)));
      writer.setUseCachedPacks(false);
      writer.setUseBitmaps(false);
      writer.setThin(false);
      writer.setDeltaBaseAsOffset(true);
      writer.preparePack(objects.iterator());
      writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, out);
    }
  }

  private void walk(
      ObjectReader reader, ObjectId tree, @Nullable ObjectId other, List<String> without)
      throws IOException {
    try (TreeWalk walk = new TreeWalk(repository, reader)) {
      walk.addTree(tree);
      add(walk, other);
      while (walk.next()) {
        boolean known = walk.getRawMode(1) == walk.getRawMode(0) && walk.idEqual(0, 1);
        boolean later = !without.isEmpty() && without.contains(walk.getPathString());
        if (!known && !later) {
          take(walk);
        }
      }
    }
  }

  private void copied(
      ObjectReader reader, ObjectId to, @Nullable ObjectId old, @Nullable ObjectId from)
      throws IOException {
    if (to.equals(old) || to.equals(from)) {
      return;
    }
    types.put(to, Constants.OBJ_TREE);
    try (TreeWalk walk = new TreeWalk(repository, reader)) {
      walk.addTree(to);
      add(walk, old);
      add(walk, from);
      while (walk.next()) {
        boolean known =
            (walk.getRawMode(1) == walk.getRawMode(0) && walk.idEqual(0, 1))
                || (walk.getRawMode(2) == walk.getRawMode(0) && walk.idEqual(0, 2));
        if (!known) {
          take(walk);
        }
      }
    }
  }

  private void take(TreeWalk walk) throws IOException {
    int mode = walk.getRawMode(0);
    if (FileMode.TREE.equals(mode)) {
      types.put(walk.getObjectId(0), Constants.OBJ_TREE);
      walk.enterSubtree();
    } else if (mode != 0 && !FileMode.GITLINK.equals(mode)) {
      types.put(walk.getObjectId(0), Constants.OBJ_BLOB);
    }
  }

  private static void add(TreeWalk walk, @Nullable ObjectId tree) throws IOException {
    if (tree == null) {
      walk.addTree(new EmptyTreeIterator());
    } else {
      walk.addTree(tree);
    }
  }

  private static @Nullable ObjectId folder(
      ObjectReader reader, @Nullable ObjectId tree, String path) throws IOException {
    if (tree == null) {
      return null;
    }
    return new Subtree(path).of(reader, tree).orElse(null);
  }
}
