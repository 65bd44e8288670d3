package dev.rolecall.git;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * An open git repository: commits, their files, history and the applied refs. Opening it loads
 * JGit, so open it only for what needs git; the working tree is read through {@link WorkingFiles}.
 * Safe for use by several threads.
 */
public final class GitRepository implements AutoCloseable {
  /** For {@code @{upstream}} and the like JGit answers HEAD, so a base would be its own head. */
  private static final Pattern NOT_FOR_JGIT = Pattern.compile("@\\{(?!-?[0-9]+})");

  private final GitRoot.InGit root;
  private final Repository repository;
  private final Subtree subtree;

  private GitRepository(GitRoot.InGit root, Repository repository, Subtree subtree) {
    this.root = root;
    this.repository = repository;
    this.subtree = subtree;
  }

  public static GitRepository open(GitRoot.InGit root) throws IOException {
    JGitSetting.install();
    RepositoryBuilder builder =
        new RepositoryBuilder().setGitDir(root.gitDir().toFile()).setMustExist(true);
    return switch (root) {
      case GitRoot.Bare _ -> new GitRepository(root, builder.setBare().build(), new Subtree(""));
      case GitRoot.WorkTree tree ->
          new GitRepository(
              root,
              builder.setWorkTree(tree.top().toFile()).build(),
              new Subtree(prefix(tree.top(), tree.dir())));
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
    if (NOT_FOR_JGIT.matcher(revision).find()) {
      throw unknown(revision, "is not understood", "Name the branch itself, as origin/main.");
    }
    ObjectId id;
    try {
      id = revision.isBlank() ? null : repository.resolve(revision + "^{commit}");
    } catch (AmbiguousObjectException e) {
      throw unknown(revision, "stands for several objects", "Write more digits of its id.");
    } catch (RevisionSyntaxException | IncorrectObjectTypeException e) {
      throw unknown(revision, "does not name a commit", "Name a branch, a tag or a commit.");
    } catch (MissingObjectException e) {
      id = null;
    }
    if (id == null) {
      throw unknown(revision, "is not in this repository", remedy(revision));
    }
    return commit(id);
  }

  /** The files of a commit; to be read before this repository is closed. */
  public FileTree files(Commit commit) throws IOException {
    return new CommitFiles(repository, subtree, tree(ObjectId.fromString(commit.id())));
  }

  /** Whether older commits are missing, so that history answers are incomplete. */
  public boolean isShallow() throws IOException {
    return !repository.getObjectDatabase().getShallowCommits().isEmpty();
  }

  public History history() {
    return new History(repository, subtree);
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

  @Override
  public void close() {
    repository.close();
  }

  private Commit commit(ObjectId id) throws IOException {
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

  private String remedy(String revision) throws IOException {
    if (isShallow()) {
      return "The clone is shallow: run git fetch --unshallow, or set fetch-depth: 0 in CI.";
    }
    if (repository.resolve(Constants.HEAD) == null) {
      return "There is no commit yet: commit first.";
    }
    for (String remote : repository.getRemoteNames()) {
      if (revision.startsWith(remote + "/")) {
        return "Run git fetch %s, or correct its name.".formatted(remote);
      }
    }
    return "Run git fetch, or correct its name.";
  }

  private static InvalidInputException unknown(String revision, String what, String advice) {
    return new InvalidInputException(
        Problem.error(
                RuleId.UNKNOWN_REVISION, null, "The revision '%s' %s.".formatted(revision, what))
            .advising(advice));
  }

  private static String prefix(Path top, Path dir) {
    List<String> names = new ArrayList<>();
    for (Path folder = dir; folder != null && !folder.equals(top); folder = folder.getParent()) {
      names.addFirst(PathNames.of(folder));
    }
    return String.join("/", names);
  }
}
