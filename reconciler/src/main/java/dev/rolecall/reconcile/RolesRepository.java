package dev.rolecall.reconcile;

import dev.rolecall.git.Commit;
import dev.rolecall.git.FileTree;
import dev.rolecall.git.GitRepository;
import dev.rolecall.git.GitRoot;
import dev.rolecall.git.WorkingFiles;
import dev.rolecall.http.PointedFiles;
import dev.rolecall.model.Settings;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The roles repository of one command: its files at one moment, and git when it is asked for. */
public final class RolesRepository implements AutoCloseable {
  private final GitRoot root;
  private final Path directory;
  private final @Nullable String ref;
  private final @Nullable String baseRevision;
  private final TenantRecords records;
  private @Nullable GitRepository repository;
  private @Nullable Commit base;
  private @Nullable Settings settings;

  private RolesRepository(
      GitRoot root, Path directory, Selection selection, Map<String, String> variables) {
    this.root = root;
    this.directory = directory;
    this.ref = selection.ref();
    this.baseRevision = selection.base();
    this.records = new TenantRecords(this, variables);
  }

  /**
   * Opens the repository of the selection; its tenant is not looked at.
   *
   * @throws NotDirectoryException when the folder is a file
   */
  public static RolesRepository open(Selection selection, Environment environment)
      throws IOException {
    Path directory = environment.resolve(selection.directory());
    if (Files.isRegularFile(directory)) {
      throw new NotDirectoryException(directory.toString());
    }
    return new RolesRepository(
        GitRoot.find(directory), directory, selection, environment.variables());
  }

  public Path directory() {
    return directory;
  }

  /** Whether a real path is inside what git keeps for itself, of this work tree or of all. */
  boolean isInGitFolder(Path file) throws IOException {
    return root instanceof GitRoot.InGit inGit && inGit.keeps(file);
  }

  /** The repository, opened at the first call; empty for a plain folder. */
  synchronized Optional<GitRepository> git() throws IOException {
    if (repository == null && root instanceof GitRoot.InGit inGit) {
      repository = GitRepository.open(inGit);
    }
    return Optional.ofNullable(repository);
  }

  /** Whether the command is about a commit, and not about the working tree. */
  boolean isOfCommit() {
    return ref != null;
  }

  /** The files that the command is about: of {@code --ref}, or the working tree. */
  FileTree files() throws IOException {
    if (ref != null) {
      return needGit("--ref").files(needGit("--ref").resolve(ref));
    }
    return switch (root) {
      case GitRoot.Bare _ ->
          throw new InvalidInputException(
              Problem.error(
                      RuleId.UNKNOWN_REVISION,
                      null,
                      "A bare repository has no working tree, so a commit must be named.")
                  .advising("Add --ref REV, for example --ref main."));
      case GitRoot.WorkTree _, GitRoot.PlainFolder _ -> new WorkingFiles(directory);
    };
  }

  /**
   * The settings that count, read at the first call.
   *
   * @throws InvalidInputException when there are none, or they are not valid
   */
  public synchronized Settings settings() throws IOException {
    if (settings == null) {
      settings = EffectiveSettings.of(this);
    }
    return settings;
  }

  /** Opens what {@link #settings} point to, in the commit that they are of. */
  PointedFiles pointedFiles() {
    return path -> pointedFilesNow().open(path);
  }

  private PointedFiles pointedFilesNow() throws IOException {
    Optional<Commit> head = commit();
    Optional<Commit> judge = base().or(() -> ref == null ? Optional.empty() : head);
    if (judge.isEmpty() || head.isEmpty()) {
      return PointedFiles.below(directory);
    }
    GitRepository git = needGit("--base");
    return new JudgedFiles(directory, git.files(judge.get()), git.files(head.get()));
  }

  /** The commit behind {@link #files}; empty for a plain folder and before the first commit. */
  Optional<Commit> commit() throws IOException {
    var git = git();
    if (git.isEmpty()) {
      return Optional.empty();
    }
    return ref == null ? git.get().head() : Optional.of(git.get().resolve(ref));
  }

  /** The paths of a tenant's files in which {@link #files} differ from {@link #commit}. */
  List<String> uncommitted(TenantSettings tenant) throws IOException {
    var git = git();
    if (ref != null || git.isEmpty() || git.get().head().isEmpty()) {
      return List.of();
    }
    return git.get().uncommitted(DocumentGlobs.globs(tenant), DocumentGlobs.NAMES);
  }

  /** The records of its tenants; open until this repository is closed. */
  TenantRecords records() {
    return records;
  }

  /** What git calls who commits in this clone. */
  Optional<String> userName() throws IOException {
    return git().flatMap(GitRepository::userName);
  }

  /** Whether a branch of the remote has the commit, as far as was fetched; so if there is none. */
  boolean isOnRemote(Commit commit) throws IOException {
    return needGit("apply").containment().isOnRemote(commit);
  }

  /**
   * Refuses a clone whose history ends early: what was applied cannot be told from what was not.
   *
   * @throws InvalidInputException when it does
   */
  void requireWholeHistory() throws IOException {
    if (needGit("apply").isShallow()) {
      throw new InvalidInputException(
          Problem.error(
              RuleId.SHALLOW_CLONE,
              null,
              "The clone is shallow, so nobody can tell what this commit would undo."));
    }
  }

  /** The commit that {@code --base} names; a shallow clone cannot be judged against one. */
  synchronized Optional<Commit> base() throws IOException {
    if (base == null && baseRevision != null) {
      base = resolveBase(baseRevision);
    }
    return Optional.ofNullable(base);
  }

  private Commit resolveBase(String revision) throws IOException {
    GitRepository git = needGit("--base");
    if (git.isShallow()) {
      throw new InvalidInputException(
          Problem.error(
              RuleId.SHALLOW_CLONE,
              null,
              "The clone is shallow, so a base cannot be compared with."));
    }
    return git.resolve(revision);
  }

  /** What history cannot tell here, as problems; empty when all of it is there. */
  public List<Problem> gitProblems() throws IOException {
    var git = git();
    if (git.isEmpty()) {
      return List.of(Problem.note(RuleId.NO_GIT, null, RuleId.NO_GIT.summary()));
    }
    if (ref == null && git.get().unbornBranch().isPresent()) {
      return List.of(Problem.warning(RuleId.NO_COMMIT, null, RuleId.NO_COMMIT.summary()));
    }
    return git.get().isShallow()
        ? List.of(Problem.warning(RuleId.SHALLOW_CLONE, null, RuleId.SHALLOW_CLONE.summary()))
        : List.of();
  }

  GitRepository needGit(String what) throws IOException {
    return git()
        .orElseThrow(() ->
            new InvalidInputException(
                Problem.error(
                    RuleId.NO_GIT,
                    null,
                    "%s needs a git repository; %s is in none.".formatted(what, directory))));
  }

  @Override
  public void close() {
    records.close(); // before the repository, and not under its lock
    closeGit();
  }

  private synchronized void closeGit() {
    if (repository != null) {
      repository.close();
    }
  }
}
