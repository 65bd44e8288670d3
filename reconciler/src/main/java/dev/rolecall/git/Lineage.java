package dev.rolecall.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * How commits of the clone stand to each other, by their parents and by their files; asks no
 * remote, and no date. Commits are named by id (40 hex digits). For one question at a time, by one
 * thread: it keeps what it read until it is closed.
 */
public final class Lineage implements AutoCloseable {

  /** One commit of a line. */
  public record Point(String id, FileSet files) {}

  /**
   * Files that a commit of a history had.
   *
   * @param cameBack whether an older commit of the same history had other files
   */
  public record Version(FileSet files, boolean cameBack) {}

  private static final BitSet NO_BITS = new BitSet();

  private final ObjectReader reader;
  private final Ancestry ancestry;
  private final FileSets fileSets;
  private final FileMerge merge;

  Lineage(
      Repository repository, Subtree subtree, Globs globs, Set<String> names, BlobReader elsewhere)
      throws IOException {
    this.reader = repository.newObjectReader();
    this.ancestry = new Ancestry(repository);
    this.fileSets = new FileSets(reader, subtree, globs, Set.copyOf(names));
    this.merge = new FileMerge(reader, elsewhere);
  }

  /**
   * Whether the commit, all that it contains and its matched files are in this clone. Never throws
   * for what is missing or damaged, nor for a text that is no id.
   */
  public boolean readable(String id) {
    if (!ObjectId.isId(id) || !ancestry.reach(ancestry.commit(id)).complete()) {
      return false;
    }
    try {
      for (String blob : files(id).blobs().values()) {
        if (!reader.has(ObjectId.fromString(blob))) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether {@code ancestor} is {@code commit} or one before it, as far as this clone knows. */
  public boolean contains(String commit, String ancestor) {
    return ObjectId.isId(commit)
        && ObjectId.isId(ancestor)
        && ancestry.reach(ancestry.commit(commit)).commits().contains(ancestry.commit(ancestor));
  }

  /** All best common ancestors, sorted by id; none for histories without a common commit. */
  public List<String> mergeBases(String a, String b) {
    return bases(a, b).stream().map(RevCommit::name).toList();
  }

  /**
   * The first-parent line of a commit, newest first, down to what {@code other} contains (left
   * out), as far as it holds all merge bases of the two.
   *
   * @throws UnreadableObjectException when files of it are not in this clone
   */
  public List<Point> firstParentLine(String commit, String other) throws IOException {
    Set<RevCommit> holding = new HashSet<>(holdingBases(commit, other));
    List<Point> line = new ArrayList<>();
    RevCommit at = ancestry.commit(commit);
    while (holding.contains(at)) {
      line.add(new Point(at.name(), files(at)));
      RevCommit[] parents = ancestry.parents(at);
      if (parents.length == 0) {
        break;
      }
      at = parents[0];
    }
    return line;
  }

  /**
   * The files of all that {@code commit} contains and {@code other} does not, as far as it holds
   * all merge bases of the two; each version once.
   *
   * @throws UnreadableObjectException when files of it are not in this clone
   */
  public Set<Version> historySince(String commit, String other) throws IOException {
    Set<Version> versions = new LinkedHashSet<>();
    // The files of all of a commit's history when they are the same, or empty when they are not.
    Map<RevCommit, Optional<FileSet>> histories = new HashMap<>();
    for (RevCommit at : holdingBases(commit, other)) {
      FileSet files = files(at);
      boolean cameBack = false;
      for (RevCommit parent : ancestry.parents(at)) {
        Optional<FileSet> before = histories.get(parent);
        cameBack |= before != null && !before.equals(Optional.of(files));
      }
      histories.put(at, cameBack ? Optional.empty() : Optional.of(files));
      versions.add(new Version(files, cameBack));
    }
    return versions;
  }

  /**
   * Whether, among all that {@code commit} contains and {@code other} does not, one has these files
   * and a later one has not.
   *
   * @throws UnreadableObjectException when files of it are not in this clone
   */
  public boolean leaves(FileSet files, String commit, String other) throws IOException {
    Set<RevCommit> after = new HashSet<>();
    for (RevCommit at : beyond(commit, other)) {
      boolean later = false;
      for (RevCommit parent : ancestry.parents(at)) {
        later |= after.contains(parent);
      }
      boolean same = files(at).equals(files);
      if (later && !same) {
        return true;
      }
      if (later || same) {
        after.add(at);
      }
    }
    return false;
  }

  /** The ids of all commits that one contains and none of the readable tops does. */
  public List<String> newIds(String commit, Collection<String> tops) {
    Set<RevCommit> old = new HashSet<>();
    for (String top : tops) {
      if (readable(top)) {
        old.addAll(ancestry.reach(ancestry.commit(top)).commits());
      }
    }
    return ancestry.reach(ancestry.commit(commit)).commits().stream()
        .filter(id -> !old.contains(id))
        .map(RevCommit::name)
        .sorted()
        .toList();
  }

  /**
   * The matched files of a commit.
   *
   * @throws UnreadableObjectException when they are not in this clone
   */
  public FileSet files(String commit) throws IOException {
    return files(ancestry.commit(commit));
  }

  /**
   * Whether a three-way merge of {@code theirs} into {@code ours} changes nothing of ours. A
   * conflict is no, and so is a file over 16 MiB, or a binary one, that differs on all three sides.
   *
   * @throws UnreadableObjectException when content that decides it is not there
   */
  public boolean mergeKeeps(FileSet base, FileSet ours, FileSet theirs) throws IOException {
    return merge.keeps(base, ours, theirs);
  }

  @Override
  public void close() {
    ancestry.close();
    reader.close();
  }

  private FileSet files(RevCommit commit) throws IOException {
    if (!ancestry.isReadable(commit)) {
      throw new UnreadableObjectException("commit " + commit.name() + " cannot be read");
    }
    return fileSets.of(commit, commit.getTree());
  }

  private List<RevCommit> bases(String a, String b) {
    return ancestry.mergeBases(ancestry.commit(a), ancestry.commit(b));
  }

  private List<RevCommit> beyond(String commit, String other) {
    return ancestry.beyond(ancestry.commit(commit), ancestry.commit(other));
  }

  /**
   * Of {@link #beyond}, those that contain every merge base. A way from one of them to a base leads
   * through the others alone: nothing that both contain stands between, or the base were not best.
   */
  private List<RevCommit> holdingBases(String commit, String other) {
    Map<RevCommit, Integer> bases = new HashMap<>();
    for (RevCommit base : bases(commit, other)) {
      bases.put(base, bases.size());
    }
    List<RevCommit> holding = new ArrayList<>();
    Map<RevCommit, BitSet> held = new HashMap<>();
    for (RevCommit at : beyond(commit, other)) {
      BitSet bits = new BitSet(bases.size());
      for (RevCommit parent : ancestry.parents(at)) {
        Integer base = bases.get(parent);
        if (base != null) {
          bits.set(base);
        }
        bits.or(held.getOrDefault(parent, NO_BITS));
      }
      held.put(at, bits);
      if (bits.cardinality() == bases.size()) {
        holding.add(at);
      }
    }
    return holding;
  }
}
