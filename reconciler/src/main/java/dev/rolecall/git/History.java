package dev.rolecall.git;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * The first-parent history of DIR: what the main branch was, not what happened on branches before
 * they were merged. In a shallow clone it ends early; ask {@link GitRepository#isShallow} first.
 */
public final class History {
  private final Repository repository;
  private final Subtree subtree;

  History(Repository repository, Subtree subtree) {
    this.repository = repository;
    this.subtree = subtree;
  }

  /**
   * Every version that a file of the globs had in this commit or before it, newest first. The same
   * content comes once, however many paths and commits had it; links and files over {@link
   * TreeFile#SIZE_LIMIT} do not come. Read as the stream is consumed, so stop early, and close the
   * stream.
   *
   * @param wanted looks at the raw bytes; only versions that it accepts come. It must be fast (a
   *     substring search), because it sees every version there ever was
   * @throws IOException when the commit cannot be read; later failures come as {@link
   *     java.io.UncheckedIOException}
   */
  public Stream<PastFile> versions(Commit upTo, Globs globs, Predicate<byte[]> wanted)
      throws IOException {
    return versions(upTo, globs, wanted, new Introductions());
  }

  /** The same; once all of them were consumed it is known which commit brought each. */
  public Stream<PastFile> versions(
      Commit upTo, Globs globs, Predicate<byte[]> wanted, Introductions introductions)
      throws IOException {
    VersionWalk walk = new VersionWalk(repository, subtree, globs, wanted, introductions);
    walk.start(ObjectId.fromString(upTo.id()));
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                walk, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT),
            false)
        .onClose(walk::close);
  }

  /**
   * The newest commit, this one or before it, that added, changed or removed the file.
   *
   * @param path relative to DIR
   */
  public Optional<Commit> lastCommitTouching(String path, Commit from) throws IOException {
    PathNames.requirePlain(path);
    return UnreadableObjectException.named(
        "a commit before " + from.id(), () -> lastTouching(subtree.path(path), from));
  }

  private Optional<Commit> lastTouching(String full, Commit from) throws IOException {
    try (RevWalk walk = new RevWalk(repository);
        ObjectReader reader = repository.newObjectReader()) {
      RevCommit commit = walk.parseCommit(ObjectId.fromString(from.id()));
      ObjectId content = content(reader, full, commit);
      while (commit.getParentCount() > 0) {
        RevCommit parent = walk.parseCommit(commit.getParent(0));
        ObjectId before = content(reader, full, parent);
        if (!Objects.equals(content, before)) {
          return Optional.of(GitRepository.commit(commit));
        }
        commit = parent;
      }
      return content == null ? Optional.empty() : Optional.of(GitRepository.commit(commit));
    }
  }

  private static @Nullable ObjectId content(ObjectReader reader, String path, RevCommit commit)
      throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(reader, path, commit.getTree())) {
      return walk == null ? null : walk.getObjectId(0);
    }
  }
}
