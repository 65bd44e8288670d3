package dev.rolecall.reconcile;

import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.desired.bind.Base;
import dev.rolecall.git.CodeOwners;
import dev.rolecall.git.Commit;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.report.GuardedTenant;
import dev.rolecall.report.Reviews;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
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
    var search = RetiredSlugSearch.begin(repository, now);
    RepositoryContent loaded = loader.load(judge, search::tombstones);
    var problems = new ArrayList<>(search.problems());
    problems.addAll(SpentApprovals.of(repository, loaded, now).warnings(loaded.problems()));
    problems.addAll(PointedChanges.of(repository));
    if (base.isPresent()) {
      problems.addAll(unowned(repository, base.get(), loaded));
    }
    return new Validation(
        loaded,
        problems,
        before == null || Problem.anyError(problems)
            ? List.of()
            : owned(repository, base.get(), OfflineGuards.judge(repository, before, loaded, now)));
  }

  private static List<GuardedTenant> owned(
      RolesRepository repository, Commit base, List<GuardedTenant> guarded) throws IOException {
    var owned = new ArrayList<GuardedTenant>();
    for (GuardedTenant tenant : guarded) {
      var owners = Reviewing.owners(repository.needGit("--base"), base, tenant.objections());
      owned.add(tenant.reviewed(new Reviews(owners, new TreeMap<>())));
    }
    return owned;
  }

  /** Approvals that anybody may write: the base is asked, so that a change does not own itself. */
  private static List<Problem> unowned(
      RolesRepository repository, Commit base, RepositoryContent loaded) throws IOException {
    var places = new TreeSet<SourceRef>();
    loaded
        .states()
        .values()
        .forEach(state -> state.approvals().forEach(approval -> places.add(approval.at())));
    var problems = new ArrayList<Problem>();
    for (SourceRef place : places) {
      if (CodeOwners.of(repository.needGit("--base"), base, place.file()).isEmpty()) {
        problems.add(
            Problem.warning(
                RuleId.APPROVAL_UNOWNED,
                place,
                "No line of CODEOWNERS in the base %s says who reviews this approval."
                    .formatted(base.shortId())));
      }
    }
    return problems;
  }
}
