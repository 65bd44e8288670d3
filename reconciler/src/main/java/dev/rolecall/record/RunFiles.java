package dev.rolecall.record;

import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.TreeEdit;
import dev.rolecall.git.TreeFile;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files that a run is of: what the globs matched, and {@code rolecall.yaml}.
 *
 * @param committed they are a commit's, so the clone has their content already
 */
public record RunFiles(List<TreeFile> files, boolean committed) {
  static final String NAME = "files";

  /** A file that every run has. */
  static final String SETTINGS = "rolecall.yaml";

  public RunFiles {
    files = List.copyOf(files);
  }

  void write(TreeEdit edit, ChainBranch branch, @Nullable ChainCommit base) throws IOException {
    SortedMap<String, String> before = base == null ? new TreeMap<>() : branch.blobs(base, NAME);
    var left = new TreeMap<>(before);
    for (TreeFile file : files) {
      if (file.symbolicLink()) {
        continue;
      }
      // A name that is not UTF-8 shows its bytes as \xE9, and no path has a backslash.
      String path = file.path().replace("\\", "%5C");
      left.remove(path);
      if (file.contentId().equals(before.get(path))) {
        continue;
      }
      if (committed) {
        edit.putBlob(NAME + "/" + path, file.contentId());
      } else {
        edit.put(NAME + "/" + path, file.bytes());
      }
    }
    left.keySet().forEach(path -> edit.remove(NAME + "/" + path));
  }
}
