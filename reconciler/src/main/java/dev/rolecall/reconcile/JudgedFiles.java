package dev.rolecall.reconcile;

import dev.rolecall.git.FileTree;
import dev.rolecall.git.TreeFile;
import dev.rolecall.http.PointedFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the settings of a commit point to, read from that commit: a change brings no certificate
 * authority and no secret of its own. What lies outside the repository, or in no commit, is on the
 * disk of whoever runs the command.
 */
final class JudgedFiles implements PointedFiles {
  private final Path directory;
  private final FileTree judge;
  private final FileTree head;

  /**
   * @param judge the files of the commit whose settings count
   * @param head the files of the commit that is judged
   */
  JudgedFiles(Path directory, FileTree judge, FileTree head) {
    this.directory = directory;
    this.judge = judge;
    this.head = head;
  }

  @Override
  public InputStream open(String path) throws IOException {
    Path file = directory.resolve(path);
    Optional<String> inside = inside(directory, path);
    if (inside.isEmpty()) {
      return Files.newInputStream(file);
    }
    Optional<TreeFile> judged = judge.file(inside.get());
    if (judged.isPresent()) {
      return new ByteArrayInputStream(judged.get().bytes());
    }
    // A link on the way to it would be as good as the file itself.
    Path relative = Path.of(inside.get());
    for (int names = 1; names <= relative.getNameCount(); names++) {
      if (head.file(relative.subpath(0, names).toString()).isPresent()) {
        throw new IOException("it is in the change, and not in the commit that judges it");
      }
    }
    return Files.newInputStream(file);
  }

  /** The path below the folder, plain; empty for one that lies outside. */
  static Optional<String> inside(Path directory, String path) {
    Path root = directory.toAbsolutePath().normalize();
    Path file = root.resolve(path).normalize();
    return file.startsWith(root) && !file.equals(root)
        ? Optional.of(root.relativize(file).toString())
        : Optional.empty();
  }
}
