package dev.rolecall.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Walks back in first-parent history: first every file of the start, then, for each commit, what
 * its first parent had and it no longer has. So each version comes at the newest commit that had
 * it, and one comparison of two trees a commit is enough.
 */
final class VersionWalk implements Iterator<PastFile>, AutoCloseable {
  private final Subtree subtree;
  private final Globs globs;
  private final Predicate<byte[]> wanted;
  private final ObjectReader reader;
  private final RevWalk commits;
  private final Introductions introductions;
  private final Set<ObjectId> taken = new HashSet<>();
  private final Set<ObjectId> seen = new HashSet<>();
  private final Deque<PastFile> ready = new ArrayDeque<>();
  private @Nullable RevCommit current;

  VersionWalk(
      Repository repository,
      Subtree subtree,
      Globs globs,
      Predicate<byte[]> wanted,
      Introductions introductions) {
    this.introductions = introductions;
    this.subtree = subtree;
    this.globs = globs;
    this.wanted = wanted;
    this.reader = repository.newObjectReader();
    this.commits = new RevWalk(reader);
  }

  void start(ObjectId upTo) throws IOException {
    RevCommit start = parse(upTo);
    collect(start, null);
    current = start;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && current != null) {
      try {
        stepBack(current);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public PastFile next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.removeFirst();
  }

  @Override
  public void close() {
    commits.close();
    reader.close();
  }

  private void stepBack(RevCommit child) throws IOException {
    if (child.getParentCount() == 0) {
      current = null;
      return;
    }
    RevCommit parent = parse(child.getParent(0));
    collect(parent, child);
    current = parent;
  }

  private RevCommit parse(ObjectId id) throws IOException {
    return UnreadableObjectException.named("commit " + id.name(), () -> commits.parseCommit(id));
  }

  private void collect(RevCommit commit, @Nullable RevCommit child) throws IOException {
    introductions.reached(commit);
    try {
      compare(commit, child);
    } catch (MissingObjectException | IncorrectObjectTypeException | CorruptObjectException e) {
      throw UnreadableObjectException.of("what commit %s changed".formatted(commit.name()), e);
    }
  }

  /** Takes what {@code commit} has and {@code child} has not, or all of it without a child. */
  private void compare(RevCommit commit, @Nullable RevCommit child) throws IOException {
    Optional<ObjectId> tree = subtree.of(reader, commit.getTree());
    Optional<ObjectId> next =
        child == null ? Optional.empty() : subtree.of(reader, child.getTree());
    if (tree.equals(next)) {
      return;
    }
    try (TreeWalk walk = new TreeWalk(reader)) {
      add(tree, walk);
      add(next, walk);
      walk.setRecursive(true);
      walk.setFilter(AndTreeFilter.create(TreeFilter.ANY_DIFF, new GlobFilter(globs)));
      while (walk.next()) {
        if (child != null && next.isPresent() && taken.contains(walk.getObjectId(1))) {
          introductions.note(walk.getObjectId(1), child);
        }
        int mode = walk.getRawMode(0);
        boolean file = FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
        if (file && seen.add(walk.getObjectId(0))) {
          take(walk.getObjectId(0), PathNames.decodePath(walk.getRawPath()), commit);
        }
      }
    }
  }

  private static void add(Optional<ObjectId> tree, TreeWalk walk) throws IOException {
    if (tree.isPresent()) {
      walk.addTree(tree.get());
    } else {
      walk.addTree(new EmptyTreeIterator());
    }
  }

  private void take(ObjectId blob, String path, RevCommit commit) throws IOException {
    ObjectLoader content = reader.open(blob, Constants.OBJ_BLOB);
    if (content.getSize() > TreeFile.SIZE_LIMIT) {
      return;
    }
    byte[] bytes = content.getCachedBytes();
    if (wanted.test(bytes)) {
      taken.add(blob);
      ready.add(new PastFile(path, GitRepository.commit(commit), blob.name(), bytes));
    }
  }
}
