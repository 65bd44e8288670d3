package dev.rolecall.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files that decide what is desired, as one value: path below DIR to blob id. Two are equal
 * when the same paths have the same content, whichever commit or folder they came from.
 *
 * <p>Two arrays, not a map: a history of thousands of commits holds one for each.
 */
public final class FileSet {
  public static final FileSet EMPTY = of(Collections.emptySortedMap());

  private final String[] paths;
  private final String[] blobs;
  private final int hash;

  private FileSet(String[] paths, String[] blobs) {
    this.paths = paths;
    this.blobs = blobs;
    this.hash = 31 * Arrays.hashCode(paths) + Arrays.hashCode(blobs);
  }

  /**
   * These files.
   *
   * @param blobs path to blob id (SHA-1, 40 hex digits)
   */
  public static FileSet of(SortedMap<String, String> blobs) {
    SortedMap<String, String> sorted = blobs.comparator() == null ? blobs : new TreeMap<>(blobs);
    return new FileSet(
        sorted.keySet().toArray(new String[0]), sorted.values().toArray(new String[0]));
  }

  /** Path to blob id; cannot be changed. */
  public SortedMap<String, String> blobs() {
    SortedMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < paths.length; i++) {
      map.put(paths[i], blobs[i]);
    }
    return Collections.unmodifiableSortedMap(map);
  }

  public Optional<String> blob(String path) {
    return Optional.ofNullable(find(path));
  }

  /**
   * This set, with these paths as the tree has them: what a working tree holds, when this is its
   * commit and the paths are what {@link GitRepository#uncommitted} named.
   *
   * @throws IOException when one of them cannot be read
   */
  public FileSet with(FileTree tree, Collection<String> changed) throws IOException {
    TreeMap<String, Optional<String>> edits = new TreeMap<>();
    for (String path : changed) {
      Optional<TreeFile> file = tree.file(path);
      edits.put(
          path, file.isEmpty() ? Optional.empty() : Optional.of(file.orElseThrow().contentId()));
    }
    return with(edits);
  }

  /** A short name for exactly this content: SHA-256 of its paths and blob ids, 64 hex digits. */
  public String digest() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (int i = 0; i < paths.length; i++) {
        sha.update((blobs[i] + " " + paths[i] + "\0").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** This set with some paths set, or without them. */
  FileSet with(SortedMap<String, Optional<String>> edits) {
    if (edits.isEmpty()) {
      return this;
    }
    List<String> newPaths = new ArrayList<>(paths.length + edits.size());
    List<String> newBlobs = new ArrayList<>(paths.length + edits.size());
    int from = 0;
    for (var edit : edits.entrySet()) {
      int at = Arrays.binarySearch(paths, edit.getKey());
      int until = at < 0 ? -at - 1 : at;
      newPaths.addAll(Arrays.asList(paths).subList(from, until));
      newBlobs.addAll(Arrays.asList(blobs).subList(from, until));
      edit.getValue()
          .ifPresent(blob -> {
            newPaths.add(edit.getKey());
            newBlobs.add(blob);
          });
      from = at < 0 ? until : until + 1;
    }
    newPaths.addAll(Arrays.asList(paths).subList(from, paths.length));
    newBlobs.addAll(Arrays.asList(blobs).subList(from, blobs.length));
    return new FileSet(newPaths.toArray(new String[0]), newBlobs.toArray(new String[0]));
  }

  /** The blob at a path, or null when the set has no such file. */
  @Nullable String find(String path) {
    int at = Arrays.binarySearch(paths, path);
    return at < 0 ? null : blobs[at];
  }

  /** The paths that only one of the two has, or that have other content. */
  Collection<String> differences(FileSet other) {
    TreeSet<String> different = new TreeSet<>();
    int i = 0;
    int j = 0;
    while (i < paths.length || j < other.paths.length) {
      int order =
          i == paths.length ? 1 : j == other.paths.length ? -1 : paths[i].compareTo(other.paths[j]);
      if (order != 0 || !blobs[i].equals(other.blobs[j])) {
        different.add(order <= 0 ? paths[i] : other.paths[j]);
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return different;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof FileSet that
            && hash == that.hash
            && Arrays.equals(paths, that.paths)
            && Arrays.equals(blobs, that.blobs));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return blobs().toString();
  }
}
