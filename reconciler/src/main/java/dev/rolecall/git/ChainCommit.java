package dev.rolecall.git;

import java.time.Instant;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/**
 * One commit of a {@link ChainBranch}; data only.
 *
 * @param id 40 hex digits
 * @param parent the commit before it; null for the first of the chain
 * @param time when it was committed, as its author says; decides nothing
 * @param message in full; written by anyone who may push the branch, so not trusted
 */
public record ChainCommit(String id, @Nullable String parent, Instant time, String message) {

  static ChainCommit of(RevCommit commit) {
    return new ChainCommit(
        commit.name(),
        commit.getParentCount() == 0 ? null : commit.getParent(0).name(),
        commit.getCommitterIdent().getWhenAsInstant(),
        commit.getFullMessage());
  }
}
