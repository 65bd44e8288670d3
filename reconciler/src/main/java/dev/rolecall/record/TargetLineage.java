package dev.rolecall.record;

import dev.rolecall.git.FileSet;
import dev.rolecall.git.Lineage;
import dev.rolecall.git.UnreadableObjectException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The lineage of targets: a dirty one counts as a commit of its own, whose parent is its HEAD and
 * which no other contains.
 */
final class TargetLineage {
  private final Lineage commits;

  TargetLineage(Lineage commits) {
    this.commits = commits;
  }

  boolean readable(Followed target) {
    return commits.readable(target.commit());
  }

  boolean contains(Followed target, Followed ancestor) {
    return target.equals(ancestor)
        || (!ancestor.isDirty() && commits.contains(target.commit(), ancestor.commit()));
  }

  /**
   * The files as today's globs match them; a dirty target's are as they were when it ran.
   *
   * @throws UnreadableObjectException when they are not in this clone
   */
  FileSet files(Followed target, FileSet recorded) throws IOException {
    return target.isDirty() ? recorded : commits.files(target.commit());
  }

  /** The files of all merge bases of two targets, of which neither contains the other. */
  Set<FileSet> bases(Followed a, Followed b) throws IOException {
    Set<FileSet> files = new LinkedHashSet<>();
    for (String base : commits.mergeBases(a.commit(), b.commit())) {
      files.add(commits.files(base));
    }
    return files;
  }

  /** The files along the first-parent line of what is to be applied, newest first. */
  List<FileSet> line(Candidate candidate, Followed other) throws IOException {
    Followed target = candidate.target();
    if (target.equals(other)) {
      return List.of();
    }
    List<FileSet> line = new ArrayList<>();
    if (target.isDirty()) {
      line.add(candidate.files());
    }
    for (Lineage.Point point : commits.firstParentLine(target.commit(), other.commit())) {
      line.add(point.files());
    }
    return line;
  }

  /** The versions of all that a target contains and the other one does not. */
  Set<Lineage.Version> history(Followed target, FileSet files, Followed other) throws IOException {
    Set<Lineage.Version> versions =
        new LinkedHashSet<>(commits.historySince(target.commit(), other.commit()));
    if (target.isDirty()) {
      boolean cameBack = versions.stream().anyMatch(older -> !older.files().equals(files));
      versions.add(new Lineage.Version(files, cameBack));
    }
    return versions;
  }

  /** Whether the target's history, as far as the other lacks it, had these files and went on. */
  boolean leaves(FileSet files, Followed target, Followed other) throws IOException {
    return commits.leaves(files, target.commit(), other.commit());
  }
}
