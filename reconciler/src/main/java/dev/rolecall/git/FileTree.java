package dev.rolecall.git;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The files of a roles repository at one moment: the working tree, or a commit. Reads only; knows
 * nothing of what the files mean.
 *
 * <p>Paths are relative to the repository's DIR, with {@code /}. A symbolic link is listed as such
 * and never followed; a folder with its own {@code .git} (a submodule, a nested clone) is another
 * repository and is left out, as are {@code .git} and {@code .rolecall}.
 */
public interface FileTree {

  /**
   * The files that the globs match, sorted by path ({@link String#compareTo}), each path once. A
   * symbolic link whose name has no dot is listed too when the globs could match below it: it may
   * stand in for a whole folder, whose files would otherwise vanish unsaid.
   */
  List<TreeFile> list(Globs globs) throws IOException;

  /**
   * One file by its path, for example {@code rolecall.yaml}; empty when nothing or a folder is
   * there, or when a folder on the way is a symbolic link.
   *
   * @throws IllegalArgumentException for a path that is not relative and plain (no {@code ..})
   */
  Optional<TreeFile> file(String path) throws IOException;

  /**
   * What is there beside the files that the globs match, as far as a bound allows.
   *
   * @throws IOException when the folder or commit itself cannot be listed
   */
  Aside aside(Globs globs) throws IOException;
}
