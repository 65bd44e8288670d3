package dev.rolecall.record;

import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.TreeEdit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A list of lines as {@code steps/0001.jsonl} and on, 8 MiB each: hosts refuse a file over 100 MB.
 * Four digits, so that their names sort as their numbers.
 */
final class NumberedFiles {
  private static final int FULL = 8 * 1024 * 1024;

  private final String folder;
  private final String ending;

  NumberedFiles(String folder, String ending) {
    this.folder = folder;
    this.ending = ending;
  }

  /**
   * Makes the folder hold these lines and nothing else.
   *
   * @param lines each ends with a line break
   * @throws IOException when one line is larger than what is read again
   */
  void write(TreeEdit edit, ChainBranch branch, @Nullable ChainCommit base, Iterator<byte[]> lines)
      throws IOException {
    SortedMap<String, String> before = base == null ? new TreeMap<>() : branch.blobs(base, folder);
    var left = new TreeMap<>(before);
    var file = new ByteArrayOutputStream();
    int number = 1;
    while (lines.hasNext()) {
      byte[] line = lines.next();
      if (line.length > LineFile.LARGEST) {
        throw new IOException("One line of %s is larger than 16 MiB.".formatted(folder));
      }
      if (file.size() > 0 && file.size() + line.length > FULL) {
        put(edit, left, number++, file);
        file = new ByteArrayOutputStream();
      }
      file.writeBytes(line);
    }
    if (file.size() > 0) {
      put(edit, left, number, file);
    }
    left.keySet().forEach(path -> edit.remove(folder + "/" + path));
  }

  private void put(
      TreeEdit edit, SortedMap<String, String> left, int number, ByteArrayOutputStream file) {
    String path = "%04d.%s".formatted(number, ending);
    left.remove(path);
    edit.put(folder + "/" + path, file.toByteArray());
  }

  /** Hands on each line without its line break, in the order that they were written in. */
  void read(ChainBranch branch, ChainCommit commit, EachLine sink) throws IOException {
    branch.each(
        commit,
        folder,
        (path, bytes) -> {
          for (String line : LineFile.lines(folder + "/" + path, bytes)) {
            sink.accept(line);
          }
        });
  }

  /** The same, of files that are asked for one after the other. */
  void read(CommittedFiles files, EachLine sink) throws IOException {
    int number = 1;
    String path = path(number);
    for (Optional<byte[]> file = files.at(path); file.isPresent(); file = files.at(path)) {
      for (String line : LineFile.lines(path, file.get())) {
        sink.accept(line);
      }
      path = path(++number);
    }
  }

  private String path(int number) {
    return "%s/%04d.%s".formatted(folder, number, ending);
  }

  /** Takes one line. */
  @FunctionalInterface
  interface EachLine {
    void accept(String line) throws IOException;
  }
}
