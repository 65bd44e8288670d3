package dev.rolecall.reconcile;

import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.desired.bind.Base;
import dev.rolecall.git.Commit;
import dev.rolecall.problem.Problem;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that can be known of a roles repository without its tenants. */
public record Validation(RepositoryContent loaded, List<Problem> problems) {

  /** Reads and checks every file; with a base, also what the change does. */
  public static Validation of(RolesRepository repository, Instant now) throws IOException {
    var loader = new DesiredLoader(repository, now);
    Optional<Commit> base = repository.base();
    @Nullable Base judge =
        base.isEmpty() ? null : loader.at(base.get()).asBase(base.get().shortId());
    var search = RetiredSlugSearch.begin(repository);
    RepositoryContent loaded = loader.load(judge, search::tombstones);
    var problems = new ArrayList<>(search.problems());
    problems.addAll(loaded.problems());
    problems.addAll(PointedChanges.of(repository));
    return new Validation(loaded, problems);
  }
}
