package dev.rolecall.git;

import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** How somebody names a commit: a branch, a tag, an id, {@code HEAD~1} and the like. */
record Revision(Repository repository, String text) {
  /** For {@code @{upstream}} and the like JGit answers HEAD, so a base would be its own head. */
  private static final Pattern NOT_FOR_JGIT = Pattern.compile("@\\{(?!-?[0-9]+})");

  /**
   * Finds the commit.
   *
   * @throws InvalidInputException when it names none; the problem says what to do
   */
  ObjectId resolve() throws IOException {
    if (NOT_FOR_JGIT.matcher(text).find()) {
      throw unknown("is not understood", "Name the branch itself, as origin/main.");
    }
    @Nullable ObjectId id;
    try {
      id = text.isBlank() ? null : repository.resolve(text + "^{commit}");
    } catch (AmbiguousObjectException e) {
      throw unknown("stands for several objects", "Write more digits of its id.");
    } catch (RevisionSyntaxException | IncorrectObjectTypeException e) {
      throw unknown("does not name a commit", "Name a branch, a tag or a commit.");
    } catch (MissingObjectException e) {
      if (!e.getObjectId().name().startsWith(text) || headIsGone()) {
        throw UnreadableObjectException.of("the revision '%s'".formatted(text), e);
      }
      id = null;
    } catch (CorruptObjectException e) {
      throw UnreadableObjectException.of("the revision '%s'".formatted(text), e);
    }
    if (id == null) {
      throw unknown("is not in this repository", remedy());
    }
    return id;
  }

  private boolean headIsGone() throws IOException {
    @Nullable ObjectId head = repository.resolve(Constants.HEAD);
    if (head == null) {
      return false;
    }
    try (ObjectReader reader = repository.newObjectReader()) {
      return reader.open(head).getType() != Constants.OBJ_COMMIT;
    } catch (MissingObjectException | CorruptObjectException e) {
      return true;
    }
  }

  private String remedy() throws IOException {
    if (!repository.getObjectDatabase().getShallowCommits().isEmpty()) {
      return "The clone is shallow: run git fetch --unshallow, or set fetch-depth: 0 in CI.";
    }
    if (repository.resolve(Constants.HEAD) == null) {
      return "There is no commit yet: commit first.";
    }
    for (String remote : repository.getRemoteNames()) {
      if (text.startsWith(remote + "/")) {
        return "Run git fetch %s, or correct its name.".formatted(remote);
      }
    }
    return "Run git fetch, or correct its name.";
  }

  private InvalidInputException unknown(String what, String advice) {
    return new InvalidInputException(
        Problem.error(RuleId.UNKNOWN_REVISION, null, "The revision '%s' %s.".formatted(text, what))
            .advising(advice));
  }
}
