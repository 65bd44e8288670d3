package dev.rolecall.problem;

import java.util.Comparator;

/**
 * Where a value was written; prints as {@code roles/cs-lead.yaml:12:7}.
 *
 * @param file path relative to the roles repository, with {@code /}
 * @param line 1-based; 0 when the whole file is meant
 * @param column 1-based, in code points; 0 when the whole line or file is meant
 */
public record SourceRef(String file, int line, int column) implements Comparable<SourceRef> {
  private static final Comparator<SourceRef> ORDER =
      Comparator.comparing(SourceRef::file)
          .thenComparingInt(SourceRef::line)
          .thenComparingInt(SourceRef::column);

  /** The whole file, for problems that have no line (too large, not readable, a link). */
  public static SourceRef wholeFile(String file) {
    return new SourceRef(file, 0, 0);
  }

  @Override
  public int compareTo(SourceRef other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    if (line == 0) {
      return file;
    }
    return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }
}
