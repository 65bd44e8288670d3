package dev.rolecall.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeFormatter;
import org.eclipse.jgit.merge.MergeResult;
import org.jspecify.annotations.Nullable;

/**
 * Three-way merges of file sets as git makes them: by path, and by line within a file that both
 * sides changed. Renames are not followed and no merge driver of the clone is asked.
 */
final class FileMerge {
  /** From here on lines that repeat are not searched for the best match, which is quadratic. */
  private static final int MANY_LINES = 50_000;

  private record Change(FileSet from, FileSet to) {}

  private record Sides(@Nullable String base, String ours, String theirs) {}

  private final ObjectReader reader;
  private final BlobReader elsewhere;
  private final Map<Change, Collection<String>> changes = new HashMap<>();
  private final Map<Sides, Boolean> merged = new HashMap<>();

  FileMerge(ObjectReader reader, BlobReader elsewhere) {
    this.reader = reader;
    this.elsewhere = elsewhere;
  }

  boolean keeps(FileSet base, FileSet ours, FileSet theirs) throws IOException {
    if (ours.equals(theirs)) {
      return true;
    }
    Change change = new Change(base, theirs);
    Collection<String> paths = changes.get(change);
    if (paths == null) {
      paths = List.copyOf(base.differences(theirs));
      changes.put(change, paths);
    }
    for (String path : paths) {
      if (!keeps(base.find(path), ours.find(path), theirs.find(path))) {
        return false;
      }
    }
    return true;
  }

  /** Of one file that theirs changed; null is no file. */
  private boolean keeps(@Nullable String base, @Nullable String ours, @Nullable String theirs)
      throws IOException {
    if (Objects.equals(ours, theirs)) {
      return true;
    }
    if (Objects.equals(base, ours) || ours == null || theirs == null) {
      return false;
    }
    Sides sides = new Sides(base, ours, theirs);
    Boolean known = merged.get(sides);
    if (known == null) {
      known = mergesInto(sides);
      merged.put(sides, known);
    }
    return known;
  }

  private boolean mergesInto(Sides sides) throws IOException {
    Optional<byte[]> base = sides.base() == null ? Optional.of(new byte[0]) : text(sides.base());
    Optional<byte[]> ours = text(sides.ours());
    Optional<byte[]> theirs = text(sides.theirs());
    if (base.isEmpty() || ours.isEmpty() || theirs.isEmpty()) {
      return false;
    }
    RawText mine = new RawText(ours.get());
    RawText other = new RawText(theirs.get());
    HistogramDiff diff = new HistogramDiff();
    if (mine.size() + other.size() > MANY_LINES) {
      diff.setFallbackAlgorithm(null);
    }
    MergeResult<RawText> result =
        new MergeAlgorithm(diff)
            .merge(RawTextComparator.DEFAULT, new RawText(base.get()), mine, other);
    if (result.containsConflicts()) {
      return false;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(ours.get().length);
    new MergeFormatter()
        .formatMerge(bytes, result, List.of("base", "ours", "theirs"), StandardCharsets.UTF_8);
    return Arrays.equals(bytes.toByteArray(), ours.get());
  }

  /**
   * Empty when it is merged as a whole or not at all: larger than {@link TreeFile#SIZE_LIMIT}, or
   * binary.
   */
  private Optional<byte[]> text(String blob) throws IOException {
    Optional<byte[]> content = elsewhere.read(blob);
    if (content.isEmpty()) {
      content = read(blob);
    }
    return content.filter(bytes ->
        bytes.length <= TreeFile.SIZE_LIMIT && !RawText.isBinary(bytes, bytes.length, true));
  }

  private Optional<byte[]> read(String blob) throws IOException {
    try {
      ObjectLoader loader = reader.open(ObjectId.fromString(blob), Constants.OBJ_BLOB);
      return loader.getSize() > TreeFile.SIZE_LIMIT
          ? Optional.empty()
          : Optional.of(loader.getCachedBytes((int) TreeFile.SIZE_LIMIT));
    } catch (MissingObjectException | IncorrectObjectTypeException | CorruptObjectException e) {
      throw new UnreadableObjectException("file " + blob + " cannot be read in this clone", e);
    } catch (LargeObjectException e) {
      throw new UnreadableObjectException("file " + blob + " cannot be held in memory", e);
    }
  }
}
