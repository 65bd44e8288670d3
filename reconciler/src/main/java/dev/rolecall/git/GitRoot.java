package dev.rolecall.git;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
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
   * @throws InvalidInputException when the nearest {@code .git} is no repository
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

  /** Empty where there is no {@code .git} at all: one that is there and broken hides a record. */
  private static Optional<Path> gitDirOf(Path top) throws IOException {
    Path git = top.resolve(".git");
    if (!Files.exists(git, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    if (Files.isDirectory(git)) {
      for (String needed : List.of("objects", "refs")) {
        if (!Files.isDirectory(git.resolve(needed))) {
          throw broken(top, "has no folder %s that can be read".formatted(needed));
        }
      }
      if (!hasHead(git)) {
        throw broken(top, "has no file HEAD that can be read");
      }
      return Optional.of(git);
    }
    if (!Files.isRegularFile(git) || Files.size(git) > 10_000) {
      throw broken(top, "is neither a folder nor a file that names one");
    }
    String text = new String(Files.readAllBytes(git), StandardCharsets.UTF_8).strip();
    String pointer = "gitdir:";
    if (!text.startsWith(pointer)) {
      throw broken(top, "is a file that does not begin with gitdir:");
    }
    String named = text.substring(pointer.length()).strip();
    try {
      Path target = top.resolve(named).normalize();
      if (hasHead(target)) {
        return Optional.of(target);
      }
    } catch (InvalidPathException e) {
      // Said below: what is no path names no repository either.
    }
    throw broken(
        top, "points to %s, which is no repository".formatted(RemoteWords.line(named, "nothing")));
  }

  private static InvalidInputException broken(Path top, String what) {
    return new InvalidInputException(
        Problem.error(RuleId.UNREADABLE_CLONE, null, "%s %s.".formatted(top.resolve(".git"), what))
            .advising(
                "See what git status says in %s and mend it, or clone it anew.".formatted(top)));
  }

  private static boolean isGitDir(Path dir) {
    return Files.isRegularFile(dir.resolve("HEAD"))
        && Files.isDirectory(dir.resolve("objects"))
        && Files.isDirectory(dir.resolve("refs"));
  }

  /** An old git made HEAD a link to the file of a branch, which is not there before its commit. */
  private static boolean hasHead(Path gitDir) {
    Path head = gitDir.resolve("HEAD");
    return Files.isRegularFile(head) || Files.isSymbolicLink(head);
  }
}
