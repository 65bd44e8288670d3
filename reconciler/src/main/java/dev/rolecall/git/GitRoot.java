package dev.rolecall.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What DIR is to git: nothing, a folder of a work tree, or a bare repository. Found by looking at a
 * few file names; loads no class of JGit, opens nothing and checks nothing.
 */
public sealed interface GitRoot {

  /** Not in a git repository; git checks are skipped with a note. */
  record PlainFolder(Path dir) implements GitRoot {}

  /** In a git repository, so {@link GitRepository#open} can read commits. */
  sealed interface InGit extends GitRoot {
    Path gitDir();

    /** Whether a real path is inside it, or inside the one that linked work trees share. */
    default boolean keeps(Path file) throws IOException {
      Path own = gitDir().toRealPath();
      Path shared = own.resolve("commondir");
      return file.startsWith(own)
          || (Files.isRegularFile(shared)
              && Files.size(shared) <= 10_000
              && file.startsWith(own.resolve(Files.readString(shared).strip()).normalize()));
    }
  }

  /**
   * A folder of a work tree: the main one, a linked one or a submodule.
   *
   * @param dir the real path of DIR
   * @param top the folder that has {@code .git}
   * @param gitDir where {@code .git} is or points to
   */
  record WorkTree(Path dir, Path top, Path gitDir) implements InGit {}

  /** A repository without files of its own; a revision is needed to read anything. */
  record Bare(Path gitDir) implements InGit {}

  /**
   * Looks at DIR and the folders above it. The environment ({@code GIT_DIR} and the like) is not
   * asked: DIR alone decides.
   *
   * @throws IOException when DIR is not there or cannot be looked at
   */
  static GitRoot find(Path directory) throws IOException {
    Path dir = directory.toRealPath();
    if (isGitDir(dir) && !Files.exists(dir.resolve(".git"))) {
      return new Bare(dir);
    }
    for (@Nullable Path top = dir; top != null; top = top.getParent()) {
      Optional<Path> gitDir = gitDirOf(top);
      if (gitDir.isPresent()) {
        return new WorkTree(dir, top, gitDir.get());
      }
    }
    return new PlainFolder(dir);
  }

  private static Optional<Path> gitDirOf(Path top) throws IOException {
    Path git = top.resolve(".git");
    if (Files.isDirectory(git)) {
      return isGitDir(git) ? Optional.of(git) : Optional.empty();
    }
    if (!Files.isRegularFile(git) || Files.size(git) > 10_000) {
      return Optional.empty();
    }
    String text = new String(Files.readAllBytes(git), StandardCharsets.UTF_8).strip();
    if (!text.startsWith("gitdir:")) {
      return Optional.empty();
    }
    Path target = top.resolve(text.substring("gitdir:".length()).strip()).normalize();
    return Files.isRegularFile(target.resolve("HEAD")) ? Optional.of(target) : Optional.empty();
  }

  private static boolean isGitDir(Path dir) {
    return Files.isRegularFile(dir.resolve("HEAD"))
        && Files.isDirectory(dir.resolve("objects"))
        && Files.isDirectory(dir.resolve("refs"));
  }
}
