package dev.rolecall.git;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Where HEAD of a clone leads. What leads nowhere JGit takes for a branch before its first commit:
 * a loop, a name that can be no branch, an empty file that a crash left.
 */
record CheckedHead(Repository repository) {

  /**
   * Looks.
   *
   * @throws InvalidInputException when HEAD is neither a commit nor a branch, with commits or none
   */
  void check() throws IOException {
    Ref head = head();
    if (head.getObjectId() != null) {
      return;
    }
    String name = head.getLeaf().getName();
    String shown = RemoteWords.line(name, "nothing");
    if (!name.startsWith(Constants.R_REFS) || !Repository.isValidRefName(name)) {
      throw broken("it leads to %s, which can be no branch".formatted(shown));
    }
    if (Files.isRegularFile(repository.getCommonDirectory().toPath().resolve(name))) {
      throw broken("the file of %s names no commit".formatted(shown));
    }
  }

  /**
   * The branch that is checked out, where it has no commit though the clone has or had some; empty
   * where it has one, and in a clone that never had any.
   */
  Optional<String> unborn() throws IOException {
    Ref head = head();
    return head.getObjectId() == null && everCommitted()
        ? Optional.of(RemoteWords.line(Repository.shortenRefName(head.getLeaf().getName()), "HEAD"))
        : Optional.empty();
  }

  private boolean everCommitted() throws IOException {
    Path log = repository.getDirectory().toPath().resolve(Constants.LOGS).resolve(Constants.HEAD);
    return (Files.isRegularFile(log) && Files.size(log) > 0)
        || repository.getRefDatabase().getRefsByPrefix(Constants.R_REFS).stream()
            .anyMatch(ref -> ref.getObjectId() != null);
  }

  private Ref head() throws IOException {
    try {
      @Nullable Ref head = repository.exactRef(Constants.HEAD);
      if (head == null) {
        throw broken("it leads to no branch and no commit");
      }
      return head;
    } catch (FileSystemException e) {
      throw e; // names the file, and what is the matter with it
    } catch (IOException e) {
      throw broken(RemoteWords.line(e.getMessage(), "it cannot be read"));
    }
  }

  private InvalidInputException broken(String what) {
    return new InvalidInputException(
        Problem.error(
                RuleId.UNREADABLE_CLONE,
                null,
                "HEAD of %s cannot be read: %s.".formatted(repository.getDirectory(), what))
            .advising("See what git status says, and check out a branch or clone it anew."));
  }
}
