package dev.rolecall.git;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Which commits have which before them. No remote is asked. */
public final class Containment {
  private final GitRoot.InGit root;
  private final Repository repository;

  Containment(GitRoot.InGit root, Repository repository) {
    this.root = root;
    this.repository = repository;
  }

  /** Whether {@code newer} is this commit or has it among those before it. */
  public boolean isWithin(Commit commit, Commit newer) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit wanted = walk.parseCommit(ObjectId.fromString(commit.id()));
      return contains(walk, ObjectId.fromString(newer.id()), wanted);
    }
  }

  /** Whether a branch of a remote, as fetched last, contains the commit. */
  public boolean isOnRemote(Commit commit) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit wanted = walk.parseCommit(ObjectId.fromString(commit.id()));
      Set<ObjectId> seen = new HashSet<>();
      for (Ref ref : repository.getRefDatabase().getRefsByPrefix(prefix())) {
        ObjectId tip = ref.getObjectId();
        if (tip != null && seen.add(tip) && contains(walk, tip, wanted)) {
          return true;
        }
      }
      return false;
    }
  }

  /** A bare clone keeps the branches of its remote as its own. */
  private String prefix() {
    return switch (root) {
      case GitRoot.Bare _ -> Constants.R_HEADS;
      case GitRoot.WorkTree _ -> Constants.R_REMOTES;
    };
  }

  private static boolean contains(RevWalk walk, ObjectId tip, RevCommit wanted) throws IOException {
    try {
      return walk.isMergedInto(wanted, walk.parseCommit(tip));
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      return false; // a ref to what is not here contains nothing that could be shown
    }
  }
}
