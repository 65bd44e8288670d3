package dev.rolecall.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeFormatter;
import org.eclipse.jgit.merge.MergeResult;

/** A three-way merge of the lines of one file, as git makes it. */
public final class TextMerge {
  /** From here on lines that repeat are not searched for the best match, which is quadratic. */
  private static final int MANY_LINES = 50_000;

  private TextMerge() {}

  /**
   * What ours becomes by what theirs changed since the base; empty where both changed the same.
   *
   * @param base text; of no file it is empty
   */
  public static Optional<byte[]> of(byte[] base, byte[] ours, byte[] theirs) {
    RawText mine = new RawText(ours);
    RawText other = new RawText(theirs);
    HistogramDiff diff = new HistogramDiff();
    if (mine.size() + other.size() > MANY_LINES) {
      diff.setFallbackAlgorithm(null);
    }
    MergeResult<RawText> result =
        new MergeAlgorithm(diff).merge(RawTextComparator.DEFAULT, new RawText(base), mine, other);
    if (result.containsConflicts()) {
      return Optional.empty();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(ours.length);
    try {
      new MergeFormatter()
          .formatMerge(bytes, result, List.of("base", "ours", "theirs"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e); // memory takes all
    }
    return Optional.of(bytes.toByteArray());
  }
}
