package dev.rolecall.git;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Three-way merges of file sets as git makes them: by path, and by line within a file that both
 * sides changed. Renames are not followed and no merge driver of the clone is asked.
 */
final class FileMerge {
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
    return TextMerge.of(base.get(), ours.get(), theirs.get())
        .filter(merged -> Arrays.equals(merged, ours.get()))
        .isPresent();
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
