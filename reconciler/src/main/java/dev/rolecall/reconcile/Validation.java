package dev.rolecall.reconcile;

import dev.rolecall.desired.Loaded;
import dev.rolecall.desired.bind.Base;
import dev.rolecall.git.Commit;
import dev.rolecall.problem.Problem;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can be known of a roles repository without its tenants. */
public record Validation(Loaded loaded, List<Problem> problems) {

  /**
   * Reads and checks every file.
   *
   * @param baseRevision what the change is compared with; null: the files are judged as they are
   */
  public static Validation of(
      RolesRepository repository, @Nullable String baseRevision, Instant now) throws IOException {
    @Nullable Base judge = null;
    if (baseRevision != null) {
      Commit commit = repository.base(baseRevision);
      judge = repository.at(commit, now).asBase(commit.shortId());
    }
    var search = RetiredSlugSearch.begin(repository);
    Loaded loaded = repository.load(now, judge, search::tombstones);
    var problems = new ArrayList<>(search.problems());
    problems.addAll(loaded.problems());
    return new Validation(loaded, problems);
  }
}
