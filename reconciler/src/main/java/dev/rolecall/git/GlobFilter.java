package dev.rolecall.git;

import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Lets a walk over trees that start at DIR see what {@link FileTree#list} lists. */
final class GlobFilter extends TreeFilter {
  private final Globs globs;

  GlobFilter(Globs globs) {
    this.globs = globs;
  }

  @Override
  public boolean include(TreeWalk walk) {
    String path = PathNames.decodePath(walk.getRawPath());
    boolean seen = false;
    for (int tree = 0; tree < walk.getTreeCount() && !seen; tree++) {
      int mode = walk.getRawMode(tree);
      if (FileMode.TREE.equals(mode)) {
        seen = !path.equals(".rolecall") && globs.mayMatchBelow(path);
      } else if (FileMode.SYMLINK.equals(mode)) {
        seen = globs.concernsLink(path);
      } else if (!FileMode.MISSING.equals(mode) && !FileMode.GITLINK.equals(mode)) {
        seen = globs.match(path);
      }
    }
    return seen;
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
