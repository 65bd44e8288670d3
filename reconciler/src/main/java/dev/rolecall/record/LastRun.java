package dev.rolecall.record;

import dev.rolecall.diff.Change;
import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.FileTree;
import dev.rolecall.git.TreeFile;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DefinitionIds;
import dev.rolecall.model.Granted;
import dev.rolecall.model.GuardMemory;
import dev.rolecall.model.OwedRevocation;
import dev.rolecall.model.Pins;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Standing;
import dev.rolecall.plan.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tip of a record, read and checked; its files are read when asked for. */
public final class LastRun {
  private final ChainBranch branch;
  private final ChainCommit commit;
  private final RunRecord run;
  private final Unsettled unsettled;
  private final Pins pins;
  private final Standing standing;
  private final GuardMemory memory;
  private final List<OwedRevocation> owed;

  private LastRun(
      ChainBranch branch,
      ChainCommit commit,
      RunRecord run,
      Unsettled unsettled,
      Pins pins,
      Standing standing,
      GuardMemory memory,
      List<OwedRevocation> owed) {
    this.branch = branch;
    this.commit = commit;
    this.run = run;
    this.unsettled = unsettled;
    this.pins = pins;
    this.standing = standing;
    this.memory = memory;
    this.owed = List.copyOf(owed);
  }

  /** Reads it. */
  static LastRun read(ChainBranch branch, ChainCommit commit) throws IOException {
    RunRecord run = PastRun.runOf(branch, commit);
    Granted granted = GrantedFolder.read(branch, commit, null);
    requireAll(granted.size(), run.progress().grants(), GrantedFolder.NAME, "grants");
    var unsettled =
        new Unsettled(
            granted,
            meant(branch, commit, run.state()),
            run.progress().lease(),
            OpenLines.read(branch, commit));
    Pins pins = PinsFolder.read(branch, commit);
    requireAll(pins.size(), run.progress().names(), PinsFolder.NAME, "names");
    requireFiles(branch, commit, RunFiles.NAME);
    if (run.ties().applied() != null) {
      requireFiles(branch, commit, RunTree.APPLIED);
    }
    Standing standing = StandingFile.read(branch, commit);
    GuardMemory memory = GuardLines.read(branch, commit);
    return new LastRun(
        branch,
        commit,
        run,
        unsettled,
        pins,
        standing,
        memory,
        RevocationLines.OWED.read(branch, commit));
  }

  /** Nobody applies files without it; so a folder that is lost shows without listing it. */
  private static void requireFiles(ChainBranch branch, ChainCommit commit, String folder)
      throws IOException {
    String settings = folder + "/" + RunFiles.SETTINGS;
    if (branch.read(commit, settings).isEmpty()) {
      throw new BrokenRecord("has no " + settings);
    }
  }

  /** A file that is lost would read as if git had never granted what stands there. */
  private static void requireAll(int found, @Nullable Integer counted, String folder, String what)
      throws BrokenRecord {
    if (counted != null && counted != found) {
      throw new BrokenRecord(
          "has %,d %s in %s/ where its %s counts %,d"
              .formatted(found, what, folder, RunJson.NAME, counted));
    }
  }

  /** Steps of a run that may be in effect or not. */
  static List<Step> meant(ChainBranch branch, ChainCommit commit, RunState state)
      throws IOException {
    return switch (state) {
      case STARTED -> StepLines.read(branch, commit);
      case DONE -> List.of();
      case PARTIAL -> {
        Set<String> unknown =
            ResultLines.read(branch, commit).stream()
                .filter(result -> result.word() == StepResult.Word.UNKNOWN)
                .map(StepResult::step)
                .collect(Collectors.toSet());
        yield unknown.isEmpty()
            ? List.of()
            : StepLines.read(branch, commit).stream()
                .filter(step -> unknown.contains(step.id()))
                .toList();
      }
    };
  }

  public ChainCommit commit() {
    return commit;
  }

  boolean isOn(ChainBranch other) {
    return branch == other;
  }

  public RunRecord run() {
    return run;
  }

  /** As it is recorded; {@link Settlement} says what it is now. */
  public Granted granted() {
    return unsettled.granted();
  }

  public Unsettled unsettled() {
    return unsettled;
  }

  /** What runs have created, or may have, and no whole run has declared since. */
  public DefinitionIds made() {
    var roles = new TreeSet<Slug>();
    var capabilities = new TreeSet<CapabilityId>();
    for (Step step : unsettled.meant()) {
      if (step.change() instanceof Change.RoleCreated created) {
        roles.add(created.after().slug());
      } else if (step.change() instanceof Change.CapabilityCreated created) {
        capabilities.add(created.after().id());
      }
    }
    return run.ties().made().and(new DefinitionIds(roles, capabilities));
  }

  /** What the guards have to remember, and what tombstones have done. */
  public GuardMemory memory() {
    return memory;
  }

  public Pins pins() {
    return pins;
  }

  /** What stands over the tenant beside its runs. */
  public Standing standing() {
    return standing;
  }

  /** Who was to be logged out and, as far as is recorded, has not been; sorted. */
  public List<OwedRevocation> owed() {
    return owed;
  }

  /** What the globs matched at the target, and {@code rolecall.yaml}. */
  public FileTree files() throws IOException {
    return branch.files(commit, RunFiles.NAME, "commit " + run.target().commit());
  }

  /** Where it was heading, for a run that heads nowhere else. */
  public Aim aim() throws IOException {
    var all = new ArrayList<TreeFile>();
    FileTree files = files();
    for (String path : fileBlobs().keySet()) {
      files.file(path).ifPresent(all::add);
    }
    return new Aim(
        run.target(), run.tops(), new TreeSet<>(), new RunFiles(all, true), run.ties().vanished());
  }

  /** Path to blob id of {@link #files}. */
  public SortedMap<String, String> fileBlobs() throws IOException {
    return branch.blobs(commit, RunFiles.NAME);
  }

  /** Path to blob id of {@link #applied}; empty where there is none. */
  public SortedMap<String, String> appliedBlobs() throws IOException {
    return run.ties().applied() == null
        ? Collections.emptySortedMap()
        : branch.blobs(commit, RunTree.APPLIED);
  }

  /** The files of the last run that left nothing out; empty where none did. */
  public Optional<FileTree> applied() throws IOException {
    @Nullable AppliedRun applied = run.ties().applied();
    return applied == null
        ? Optional.empty()
        : Optional.of(branch.files(commit, RunTree.APPLIED, "commit " + applied.commit()));
  }

  /** Ids of the commits that the target of this run contains and no run before did. */
  public SortedSet<String> contains() throws IOException {
    return CommitIds.read(branch, commit);
  }
}
