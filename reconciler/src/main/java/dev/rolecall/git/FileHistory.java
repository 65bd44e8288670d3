package dev.rolecall.git;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** How a file came to be as it is. */
record FileHistory(Repository repository) {
  /**
   * The commit, this one or before it, that changed a file last; empty: none has it, or the clone
   * is too shallow to tell.
   *
   * @param path in the repository
   */
  Optional<String> lastChange(Commit commit, String path) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.markStart(walk.parseCommit(ObjectId.fromString(commit.id())));
      walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
      @Nullable RevCommit found = walk.next();
      boolean known =
          found != null && !repository.getObjectDatabase().getShallowCommits().contains(found);
      return known ? Optional.of(found.name()) : Optional.empty();
    }
  }
}
