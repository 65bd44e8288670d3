package dev.rolecall.git;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Which commit contains which, by parents alone. JGit's own walks stop early by the dates of
 * commits, which their authors choose, so none of them is used here.
 */
final class Ancestry implements AutoCloseable {
  /** How many tips keep their set of ancestors; a question is about two or three. */
  private static final int KEPT = 8;

  private static final RevCommit[] NONE = {};

  /**
   * A commit and all that it contains.
   *
   * @param complete false when a commit is missing, damaged or beyond the edge of a shallow clone
   */
  record Reach(Set<RevCommit> commits, boolean complete) {}

  private final RevWalk walk;
  private final Set<ObjectId> shallow;
  private final Set<RevCommit> damaged = new HashSet<>();
  private final Map<RevCommit, Reach> reaches =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RevCommit, Reach> eldest) {
          return size() > KEPT;
        }
      };

  Ancestry(Repository repository) throws IOException {
    this.walk = new RevWalk(repository);
    this.walk.setRetainBody(false);
    this.shallow = Set.copyOf(repository.getObjectDatabase().getShallowCommits());
  }

  /** The commit of that name, read or not. */
  RevCommit commit(String id) {
    return walk.lookupCommit(ObjectId.fromString(id));
  }

  Reach reach(RevCommit tip) {
    Reach known = reaches.get(tip);
    if (known == null) {
      known = walkFrom(tip);
      reaches.put(tip, known);
    }
    return known;
  }

  private Reach walkFrom(RevCommit tip) {
    Set<RevCommit> seen = new HashSet<>();
    Deque<RevCommit> open = new ArrayDeque<>();
    boolean complete = true;
    seen.add(tip);
    open.add(tip);
    while (!open.isEmpty()) {
      RevCommit commit = open.removeLast();
      complete &= isReadable(commit) && !shallow.contains(commit);
      for (RevCommit parent : parents(commit)) {
        if (seen.add(parent)) {
          open.add(parent);
        }
      }
    }
    return new Reach(seen, complete);
  }

  /** None for a root, and for a commit that cannot be read. */
  RevCommit[] parents(RevCommit commit) {
    return isReadable(commit) ? commit.getParents() : NONE;
  }

  boolean isReadable(RevCommit commit) {
    if (damaged.contains(commit)) {
      return false;
    }
    try {
      walk.parseHeaders(commit);
      return true;
    } catch (IOException | RuntimeException e) {
      // A damaged commit was seen to end in an exception of the parser's own.
      damaged.add(commit);
      return false;
    }
  }

  /** The common ancestors of both that no other common ancestor contains. */
  List<RevCommit> mergeBases(RevCommit a, RevCommit b) {
    Set<RevCommit> other = reach(b).commits();
    Set<RevCommit> best = new HashSet<>(reach(a).commits());
    best.retainAll(other);
    for (RevCommit common : List.copyOf(best)) {
      for (RevCommit parent : parents(common)) {
        best.remove(parent);
      }
    }
    List<RevCommit> sorted = new ArrayList<>(best);
    sorted.sort(null);
    return sorted;
  }

  /** All that {@code tip} contains and {@code other} does not, parents before their children. */
  List<RevCommit> beyond(RevCommit tip, RevCommit other) {
    record Visit(RevCommit commit, Iterator<RevCommit> parents) {}

    Set<RevCommit> seen = new HashSet<>(reach(other).commits());
    List<RevCommit> found = new ArrayList<>();
    Deque<Visit> path = new ArrayDeque<>();
    if (seen.add(tip)) {
      path.addLast(new Visit(tip, List.of(parents(tip)).iterator()));
    }
    while (!path.isEmpty()) {
      Visit visit = path.getLast();
      if (visit.parents().hasNext()) {
        RevCommit parent = visit.parents().next();
        if (seen.add(parent)) {
          path.addLast(new Visit(parent, List.of(parents(parent)).iterator()));
        }
      } else {
        found.add(path.removeLast().commit());
      }
    }
    return found;
  }

  @Override
  public void close() {
    walk.close();
  }
}
