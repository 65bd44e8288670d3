package dev.rolecall.reconcile;

import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.desired.bind.Base;
import dev.rolecall.git.Commit;
import dev.rolecall.problem.Problem;
import dev.rolecall.report.GuardedTenant;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be known of a roles repository without its tenants.
 *
 * @param guarded what guards that need no tenant have against the change; files with errors are not
 *     judged
 */
public record Validation(
    RepositoryContent loaded, List<Problem> problems, List<GuardedTenant> guarded) {

  /** Reads and checks every file; with a base, also what the change does. */
  public static Validation of(RolesRepository repository, Instant now) throws IOException {
    var loader = new DesiredLoader(repository, now);
    Optional<Commit> base = repository.base();
    @Nullable RepositoryContent before = base.isEmpty() ? null : loader.at(base.get());
    @Nullable Base judge = before == null ? null : before.asBase(base.get().shortId());
    var search = RetiredSlugSearch.begin(repository);
    RepositoryContent loaded = loader.load(judge, search::tombstones);
    var problems = new ArrayList<>(search.problems());
    problems.addAll(loaded.problems());
    problems.addAll(PointedChanges.of(repository));
    return new Validation(
        loaded,
        problems,
        before == null || Problem.anyError(problems)
            ? List.of()
            : OfflineGuards.judge(before, loaded, now));
  }
}
