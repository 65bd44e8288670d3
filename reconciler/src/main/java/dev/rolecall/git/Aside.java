package dev.rolecall.git;

import java.util.List;

/**
 * What a {@link FileTree} has beside the files that some globs match.
 *
 * @param files with the name of a YAML file in any case; none below a hidden folder or a folder
 *     with settings of its own
 * @param repositories folders with a {@code .git} of their own, and submodules, below which the
 *     globs could match
 * @param whole whether that is all; false: there is more than {@link #LIMIT}
 */
public record Aside(List<TreeFile> files, List<String> repositories, boolean whole) {
  /** Files and folders that are looked at. */
  public static final int LIMIT = 20_000;

  static final Aside NOTHING = new Aside(List.of(), List.of(), true);

  public Aside {
    files = List.copyOf(files);
    repositories = List.copyOf(repositories);
  }
}
