package dev.rolecall.git;

import dev.rolecall.model.RecordPlace;
import dev.rolecall.problem.InvalidInputException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * An open git repository: commits, their files, history and the applied refs. Opening it loads
 * JGit, so open it only for what needs git; the working tree is read through {@link WorkingFiles}.
 * Safe for use by several threads.
 */
public final class GitRepository implements AutoCloseable {
  private final GitRoot.InGit root;
  private final Repository repository;
  private final Subtree subtree;

  private GitRepository(GitRoot.InGit root, Repository repository, Subtree subtree) {
    this.root = root;
    this.repository = repository;
    this.subtree = subtree;
  }

  /** Loads what {@link #open} needs first, ahead of it; its messages alone are a thousand texts. */
  public static void prepare() {
    JGitSetting.install();
    var _ = JGitText.get();
  }

  public static GitRepository open(GitRoot.InGit root) throws IOException {
    JGitSetting.install();
    RepositoryBuilder builder = new RepositoryBuilder().setGitDir(root.gitDir().toFile());
    return switch (root) {
      case GitRoot.Bare _ ->
          new GitRepository(root, CheckedRepository.open(builder.setBare()), new Subtree(""));
      case GitRoot.WorkTree tree ->
          new GitRepository(
              root,
              CheckedRepository.open(builder.setWorkTree(tree.top().toFile())),
              Subtree.of(tree.top(), tree.dir()));
    };
  }

  /** The commit that is checked out, or empty before the first one. */
  public Optional<Commit> head() throws IOException {
    ObjectId id = repository.resolve(Constants.HEAD);
    return id == null ? Optional.empty() : Optional.of(commit(id));
  }

  /**
   * The commit that a branch, tag, id, {@code HEAD~1}, {@code origin/main} and the like names.
   *
   * @throws InvalidInputException when it names none; the problem says what to do
   */
  public Commit resolve(String revision) throws IOException {
    return commit(new Revision(repository, revision).resolve());
  }

  /**
   * The branch that is checked out, where it has no commit though the clone has or had some: its
   * history and record are elsewhere than at HEAD.
   */
  public Optional<String> unbornBranch() throws IOException {
    return new CheckedHead(repository).unborn();
  }

  /** The files of a commit; to be read before this repository is closed. */
  public FileTree files(Commit commit) throws IOException {
    String name = "commit " + commit.id();
    ObjectId tree =
        UnreadableObjectException.named(name, () -> tree(ObjectId.fromString(commit.id())));
    return new CommitFiles(repository, subtree, name, tree);
  }

  /** Whether older commits are missing, so that history answers are incomplete. */
  public boolean isShallow() throws IOException {
    return !repository.getObjectDatabase().getShallowCommits().isEmpty();
  }

  /** The commit of this full id, if this clone has it. */
  public Optional<Commit> find(String id) throws IOException {
    try {
      return ObjectId.isId(id) ? Optional.of(parsed(ObjectId.fromString(id))) : Optional.empty();
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      return Optional.empty();
    } catch (CorruptObjectException e) {
      throw UnreadableObjectException.of("commit " + id, e);
    }
  }

  /** The path in the repository of a path relative to DIR. */
  String path(String relative) {
    return subtree.path(relative);
  }

  /** A file of the commit that a ref names; asks no remote. Empty when either is not there. */
  public Optional<byte[]> fileAt(String ref, String path) throws IOException {
    ObjectId id = repository.resolve(ref);
    if (id == null) {
      return Optional.empty();
    }
    try (ObjectReader reader = repository.newObjectReader();
        TreeWalk walk = TreeWalk.forPath(reader, path, tree(id))) {
      return walk == null
          ? Optional.empty()
          : Optional.of(reader.open(walk.getObjectId(0), Constants.OBJ_BLOB).getCachedBytes());
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      return Optional.empty();
    }
  }

  /** The refs of this clone that may hold what a place holds, as it was fetched last. */
  public List<String> placesOf(RecordPlace place) {
    return new RecordBranch(repository, place).knownAs();
  }

  public History history() {
    return new History(repository, subtree);
  }

  /** How commits stand to each other, by their parents and by the files that are matched. */
  public Lineage lineage(Globs globs, Set<String> names) throws IOException {
    return lineage(globs, names, BlobReader.NONE);
  }

  /**
   * The same, for files of which some are not in this clone.
   *
   * @param names paths of single files that belong to the desired state, such as {@code
   *     rolecall.yaml}
   * @param elsewhere asked before the clone is: the record's own store, or a working tree
   */
  public Lineage lineage(Globs globs, Set<String> names, BlobReader elsewhere) throws IOException {
    return new Lineage(repository, subtree, globs, names, elsewhere);
  }

  /**
   * The paths below DIR whose file in the working tree is not what the commit that is checked out
   * has: changed, new (ignored by git or not) or gone. Looks only at what the globs match and at
   * the named files, and compares content, not the index: what is staged but not in the working
   * tree does not count. End-of-line conversion and clean filters are honoured. Empty for a bare
   * repository.
   *
   * @param names paths of single files that belong to the desired state, such as {@code
   *     rolecall.yaml}
   */
  public List<String> uncommitted(Globs globs, Set<String> names) throws IOException {
    return switch (root) {
      case GitRoot.Bare _ -> List.of();
      case GitRoot.WorkTree tree ->
          new WorkingTreeCheck(repository, subtree, new WorkingFiles(tree.dir()))
              .differences(globs, names);
    };
  }

  /**
   * The record of what was applied to a tenant.
   *
   * @throws IllegalArgumentException when the name cannot be part of a ref
   */
  public AppliedRef applied(String tenant) {
    return new AppliedRef(repository, tenant);
  }

  /**
   * A branch that a program keeps, on a remote or in this clone; to be closed before this is. Asks
   * nobody yet.
   *
   * @throws InvalidInputException when the place names no branch, or no remote of this clone
   */
  public ChainBranch chain(RecordPlace place, RemoteAccess access) throws IOException {
    return new RecordBranch(repository, place).open(access);
  }

  /** {@code user.name} of this clone, if it is set. */
  public Optional<String> userName() {
    return Optional.ofNullable(repository.getConfig().getString("user", null, "name"))
        .filter(name -> !name.isBlank());
  }

  /** A branch that is to be made; nothing is written yet. */
  public NewBranch newBranch(String name) {
    return new NewBranch(repository, subtree, name);
  }

  /**
   * The commit, this one or before it, by which a file came to be as it is; empty: none has it.
   *
   * @param path relative to DIR
   */
  public Optional<String> lastChange(Commit commit, String path) throws IOException {
    return new FileHistory(repository).lastChange(commit, path(path));
  }

  /** Which commits have which before them. */
  public Containment containment() {
    return new Containment(root, repository);
  }

  @Override
  public void close() {
    repository.close();
  }

  private Commit commit(ObjectId id) throws IOException {
    return UnreadableObjectException.named("commit " + id.name(), () -> parsed(id));
  }

  private Commit parsed(ObjectId id) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return commit(walk.parseCommit(id));
    }
  }

  static Commit commit(RevCommit commit) {
    return new Commit(
        commit.name(), commit.getCommitterIdent().getWhenAsInstant(), commit.getShortMessage());
  }

  private ObjectId tree(ObjectId commit) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseCommit(commit).getTree().copy();
    }
  }
}
