package dev.rolecall.reconcile;

import dev.rolecall.desired.Desired;
import dev.rolecall.desired.Loaded;
import dev.rolecall.desired.PastTombstones;
import dev.rolecall.desired.bind.Base;
import dev.rolecall.desired.bind.Binder;
import dev.rolecall.desired.bind.PastTombstone;
import dev.rolecall.git.Applied;
import dev.rolecall.git.Commit;
import dev.rolecall.git.FileTree;
import dev.rolecall.git.GitRepository;
import dev.rolecall.git.GitRoot;
import dev.rolecall.git.WorkingFiles;
import dev.rolecall.model.Settings;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The roles repository of one command: its files at one moment, and git when it is asked for. */
public final class RolesRepository implements AutoCloseable {
  private final GitRoot root;
  private final Path directory;
  private final @Nullable String ref;
  private @Nullable GitRepository repository;

  private RolesRepository(GitRoot root, Path directory, @Nullable String ref) {
    this.root = root;
    this.directory = directory;
    this.ref = ref;
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
    return new RolesRepository(GitRoot.find(directory), directory, selection.ref());
  }

  public Path directory() {
    return directory;
  }

  /** The repository, opened at the first call; empty for a plain folder. */
  synchronized Optional<GitRepository> git() throws IOException {
    if (repository == null && root instanceof GitRoot.InGit inGit) {
      repository = GitRepository.open(inGit);
    }
    return Optional.ofNullable(repository);
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
   * The settings of {@link #files}.
   *
   * @throws InvalidInputException when there are none, or they are not valid
   */
  public Settings settings() throws IOException {
    var problems = new ArrayList<Problem>();
    @Nullable Settings settings = Desired.settings(files(), problems);
    if (settings == null || Problem.anyError(problems)) {
      throw new InvalidInputException(problems);
    }
    return settings;
  }

  /** The commit behind {@link #files}; empty for a plain folder and before the first commit. */
  Optional<Commit> commit() throws IOException {
    var git = git();
    if (git.isEmpty()) {
      return Optional.empty();
    }
    return ref == null ? git.get().head() : Optional.of(git.get().resolve(ref));
  }

  /** Whether {@link #files} differ from {@link #commit}. */
  boolean dirty(Settings settings) throws IOException {
    var git = git();
    if (ref != null || git.isEmpty() || git.get().head().isEmpty()) {
      return false;
    }
    return !git.get().uncommitted(DocumentGlobs.globs(settings), DocumentGlobs.NAMES).isEmpty();
  }

  /** The state of an older commit, as what a change is judged against. */
  Loaded at(Commit commit, Instant now) throws IOException {
    FileTree tree = needGit("--base").files(commit);
    return Desired.load(tree, new Binder.Given(now, Providers::features, null, List::of));
  }

  public Loaded load(
      Instant now, @Nullable Base base, Supplier<? extends Collection<PastTombstone>> past)
      throws IOException {
    return Desired.load(files(), new Binder.Given(now, Providers::features, base, past));
  }

  /**
   * The tombstones that burnt a slug of this tenant: those up to the commit applied last, or up to
   * the one at hand where nothing is known to be applied.
   */
  List<PastTombstone> tombstones(TenantSettings tenant, Applied applied) throws IOException {
    Optional<Commit> upTo =
        applied instanceof Applied.Known(Commit commit) ? Optional.of(commit) : commit();
    return upTo.isEmpty()
        ? List.of()
        : PastTombstones.of(tenant, needGit("history").history(), upTo.get());
  }

  /** The commit that {@code --base} names; a shallow clone cannot be judged against one. */
  Commit base(String revision) throws IOException {
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
  List<Problem> gitProblems() throws IOException {
    var git = git();
    if (git.isEmpty()) {
      return List.of(Problem.note(RuleId.NO_GIT, null, RuleId.NO_GIT.summary()));
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
  public synchronized void close() {
    if (repository != null) {
      repository.close();
    }
  }
}
