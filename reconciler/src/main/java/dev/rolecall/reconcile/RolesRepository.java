package dev.rolecall.reconcile;

import dev.rolecall.desired.Desired;
import dev.rolecall.desired.Loaded;
import dev.rolecall.desired.PastTombstones;
import dev.rolecall.desired.bind.Base;
import dev.rolecall.desired.bind.Binder;
import dev.rolecall.desired.bind.PastTombstone;
import dev.rolecall.git.Applied;
import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.Commit;
import dev.rolecall.git.FileTree;
import dev.rolecall.git.GitRepository;
import dev.rolecall.git.GitRoot;
import dev.rolecall.git.Lineage;
import dev.rolecall.git.RemoteAccess;
import dev.rolecall.git.WorkingFiles;
import dev.rolecall.http.PointedFiles;
import dev.rolecall.model.Settings;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.TenantRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The roles repository of one command: its files at one moment, and git when it is asked for. */
public final class RolesRepository implements AutoCloseable {
  private final GitRoot root;
  private final Path directory;
  private final @Nullable String ref;
  private final @Nullable String baseRevision;
  private final Map<String, String> variables;
  private final Map<String, TenantRecord> records = new HashMap<>();
  private final List<ChainBranch> branches = new ArrayList<>();
  private @Nullable GitRepository repository;
  private @Nullable Commit base;
  private @Nullable Settings settings;

  private RolesRepository(
      GitRoot root, Path directory, Selection selection, Map<String, String> variables) {
    this.variables = variables;
    this.root = root;
    this.directory = directory;
    this.ref = selection.ref();
    this.baseRevision = selection.base();
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
   * The settings that count: of {@code --base} where there is one, because a change does not
   * configure its own judge; else of {@link #files}.
   *
   * @throws InvalidInputException when there are none, or they are not valid; those of the head
   *     never stand in for those of the base
   */
  public synchronized Settings settings() throws IOException {
    if (settings == null) {
      Optional<Commit> judge = base();
      settings = judge.isPresent() ? settingsOf(judge.get()) : ownSettings();
    }
    return settings;
  }

  private Settings ownSettings() throws IOException {
    var problems = new ArrayList<Problem>();
    @Nullable Settings settings = Desired.settings(files(), Providers.known(), problems);
    if (settings == null || Problem.anyError(problems)) {
      throw new InvalidInputException(problems);
    }
    return settings;
  }

  private Settings settingsOf(Commit judge) throws IOException {
    var problems = new ArrayList<Problem>();
    @Nullable Settings settings =
        Desired.settings(needGit("--base").files(judge), Providers.known(), problems);
    if (settings == null || settings.tenants().isEmpty() || Problem.anyError(problems)) {
      throw new InvalidInputException(
          Problem.error(
                  RuleId.NO_CONFIGURATION,
                  null,
                  "The base %s has no usable rolecall.yaml, so nothing can judge this change."
                      .formatted(judge.shortId()))
              .advising("Name a base that has one; the head's own settings are never taken."));
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

  /** How the commits of the clone stand to each other, by the files of this tenant. */
  Lineage lineage(TenantSettings tenant) throws IOException {
    TenantRecord kept = record(tenant);
    return needGit("the record")
        .lineage(DocumentGlobs.globs(tenant), DocumentGlobs.NAMES, kept::content);
  }

  /** The record of a tenant; open until this repository is closed. */
  synchronized TenantRecord record(TenantSettings tenant) throws IOException {
    @Nullable TenantRecord known = records.get(tenant.name());
    if (known == null) {
      var branch = needGit("the record").chain(tenant.record(), RemoteAccess.of(variables));
      branches.add(branch);
      known = new TenantRecord(branch, tenant.identity());
      records.put(tenant.name(), known);
    }
    return known;
  }

  /** What git calls who commits in this clone. */
  Optional<String> userName() throws IOException {
    return git().flatMap(GitRepository::userName);
  }

  /** The same, of a tenant that had another name until its last run. */
  synchronized TenantRecord record(TenantSettings tenant, String former) throws IOException {
    var before =
        needGit("the record").chain(tenant.recordUnder(former), RemoteAccess.of(variables));
    branches.add(before);
    return record(tenant).goingOnFrom(before, tenant.name());
  }

  /** Whether a branch of the remote has the commit, as far as was fetched; so if there is none. */
  boolean isOnRemote(Commit commit) throws IOException {
    return needGit("apply").onRemoteBranch(commit);
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

  /** The state of an older commit, as what a change is judged against. */
  Loaded at(Commit commit, Instant now) throws IOException {
    FileTree tree = needGit("--base").files(commit);
    return Desired.load(tree, new Binder.Given(now, Providers.known(), null, List::of));
  }

  /** The state that other files declare, such as those of the record. */
  Loaded load(FileTree files, Instant now) throws IOException {
    return Desired.loadPast(files, new Binder.Given(now, Providers.known(), null, List::of));
  }

  /** The same, knowing what history retired. */
  Loaded load(FileTree files, Instant now, Supplier<? extends Collection<PastTombstone>> past)
      throws IOException {
    return Desired.load(files, new Binder.Given(now, Providers.known(), null, past));
  }

  public Loaded load(
      Instant now, @Nullable Base base, Supplier<? extends Collection<PastTombstone>> past)
      throws IOException {
    return Desired.load(files(), new Binder.Given(now, Providers.known(), base, past));
  }

  /**
   * The tombstones that burnt a slug of this tenant: those up to the commit that was run last, or
   * up to the one at hand where nothing is known to be applied.
   */
  List<PastTombstone> tombstones(TenantSettings tenant, @Nullable Commit run) throws IOException {
    Optional<Commit> upTo = run == null ? commit() : Optional.of(run);
    return upTo.isEmpty()
        ? List.of()
        : PastTombstones.of(tenant, needGit("history").history(), upTo.get());
  }

  /** The commit that was run last, as far as this clone knows without asking the remote. */
  Optional<Commit> lastKnownTarget(TenantSettings tenant) throws IOException {
    GitRepository git = needGit("history");
    for (String ref : git.placesOf(tenant.record())) {
      Optional<byte[]> run = git.fileAt(ref, TenantRecord.RUN);
      Optional<String> target = run.flatMap(TenantRecord::targetOf);
      if (target.isPresent()) {
        return git.find(target.get());
      }
    }
    return git.applied(tenant.name()).read() instanceof Applied.Known(Commit commit)
        ? Optional.of(commit)
        : Optional.empty();
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
    branches.forEach(ChainBranch::close);
    if (repository != null) {
      repository.close();
    }
  }
}
