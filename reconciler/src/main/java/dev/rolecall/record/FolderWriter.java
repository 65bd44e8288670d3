package dev.rolecall.record;

import dev.rolecall.git.TreeEdit;
import java.util.Map;
import java.util.SortedMap;

/** Makes a folder be these files, and writes only what differs. */
final class FolderWriter {
  private final TreeEdit edit;
  private final String folder;

  FolderWriter(TreeEdit edit, String folder) {
    this.edit = edit;
    this.folder = folder;
  }

  /**
   * Writes.
   *
   * @param before path to blob id, as it is; everything of it that is no file now is removed
   * @param files path to content, as it shall be
   */
  void write(SortedMap<String, String> before, SortedMap<String, byte[]> files) {
    for (String path : before.keySet()) {
      if (!files.containsKey(path)) {
        edit.remove(folder + "/" + path);
      }
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String known = before.get(file.getKey());
      if (known == null || !known.equals(Buckets.blobId(file.getValue()))) {
        edit.put(folder + "/" + file.getKey(), file.getValue());
      }
    }
  }
}
