package dev.rolecall.reconcile;

import dev.rolecall.git.Commit;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What must hold of the commit before anything is asked of the tenant. */
final class Preconditions {
  private final RolesRepository repository;
  private final ApplyRequest request;

  Preconditions(RolesRepository repository, ApplyRequest request) {
    this.repository = repository;
    this.request = request;
  }

  /**
   * Checks.
   *
   * @throws InvalidInputException for files that are no commit, and a commit that only this clone
   *     has, unless that is allowed; for a shallow clone always
   * @throws RefusedException for a commit that goes back, unless that is meant
   */
  void check(DesiredSide asked) throws IOException {
    @Nullable Commit commit = asked.commit();
    if (commit == null) {
      plainFolder(asked);
      return;
    }
    requireShared(repository, asked, request.leave().dirty());
    if (!request.leave().rollback()) {
      var problem = Directions.problem(asked.record().direction(), commit);
      if (problem.isPresent()) {
        Problem said = problem.get();
        throw new RefusedException(
            RefusedException.Kind.STALE, Problem.error(said.rule(), said.at(), said.message()));
      }
    }
  }

  /**
   * Whether the files are those of a commit that others have too.
   *
   * @param allowed whether they need not be
   * @throws InvalidInputException where they are not; for a shallow clone always
   */
  static void requireShared(RolesRepository repository, DesiredSide asked, boolean allowed)
      throws IOException {
    @Nullable Commit commit = asked.commit();
    repository.requireWholeHistory();
    if (commit == null || allowed) {
      return;
    }
    if (asked.dirty()) {
      throw dirty("Files differ from the commit %s.".formatted(commit.shortId()));
    }
    boolean alone = repository.records().of(asked.settings()).isLocal();
    if (!alone && !repository.isOnRemote(commit)) {
      throw new InvalidInputException(
          Problem.error(
                  RuleId.DIRTY_TREE,
                  null,
                  "No branch of the remote contains the commit %s.".formatted(commit.shortId()))
              .advising("Push it, or fetch; --allow-dirty applies it all the same."));
    }
  }

  private void plainFolder(DesiredSide asked) {
    if (!request.leave().dirty()) {
      throw new InvalidInputException(
          Problem.error(
                  RuleId.DIRTY_TREE, null, "There is no commit, so nobody can say what is applied.")
              .advising("Commit, or apply it as it is with --allow-dirty."));
    }
    String host = asked.settings().endpoint().url().getHost().toLowerCase(Locale.ROOT);
    if (!host.equals("localhost") && !host.equals("[::1]") && !host.startsWith("127.")) {
      throw new InvalidInputException(
          Problem.error(
                  RuleId.NO_GIT,
                  null,
                  "A plain folder keeps no record, so it is applied to a tenant on this machine"
                      + " alone.")
              .advising("Run git init and commit."));
    }
  }

  private static InvalidInputException dirty(String message) {
    return new InvalidInputException(Problem.error(RuleId.DIRTY_TREE, null, message));
  }
}
