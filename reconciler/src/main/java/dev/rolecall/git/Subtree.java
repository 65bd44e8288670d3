package dev.rolecall.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Where DIR is inside its repository.
 *
 * @param prefix with {@code /} between and none at the ends; empty at the top
 */
record Subtree(String prefix) {

  /** A path of the repository for a path relative to DIR. */
  String path(String relative) {
    return prefix.isEmpty() ? relative : prefix + "/" + relative;
  }

  /** The tree of DIR in the tree of a commit; empty when the commit has no such folder. */
  Optional<ObjectId> of(ObjectReader reader, ObjectId tree) throws IOException {
    if (prefix.isEmpty()) {
      return Optional.of(tree);
    }
    try (TreeWalk walk = TreeWalk.forPath(reader, prefix, tree)) {
      return walk == null || !FileMode.TREE.equals(walk.getRawMode(0))
          ? Optional.empty()
          : Optional.of(walk.getObjectId(0));
    }
  }

  /** Of this folder below the top. */
  static Subtree of(Path top, Path dir) {
    List<String> names = new ArrayList<>();
    for (Path folder = dir; folder != null && !folder.equals(top); folder = folder.getParent()) {
      names.addFirst(PathNames.of(folder));
    }
    return new Subtree(String.join("/", names));
  }
}
