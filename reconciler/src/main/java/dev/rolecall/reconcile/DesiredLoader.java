package dev.rolecall.reconcile;

import dev.rolecall.desired.Desired;
import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.desired.bind.Base;
import dev.rolecall.desired.bind.Binder;
import dev.rolecall.desired.bind.PastTombstone;
import dev.rolecall.diff.Findings;
import dev.rolecall.git.Commit;
import dev.rolecall.git.FileTree;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Loads what documents declare: those at hand, those of another commit, or other files. */
public final class DesiredLoader {
  private final RolesRepository repository;
  private final Instant now;
  private final Instant today;

  /**
   * Loads nothing yet.
   *
   * @param now by which dates are judged
   */
  public DesiredLoader(RolesRepository repository, Instant now) {
    this(repository, now, now);
  }

  /** The same for a time to come; what somebody may write is judged by the day on which it is. */
  DesiredLoader(RolesRepository repository, Instant now, Instant today) {
    this.repository = repository;
    this.now = now;
    this.today = today;
  }

  /** The state that the files at hand declare, whatever history retired. */
  public RepositoryContent load() throws IOException {
    return load(null, List::of);
  }

  /**
   * The same, judged.
   *
   * @param base what the change is judged against; null: nothing
   * @param past what history retired
   */
  RepositoryContent load(@Nullable Base base, Supplier<? extends Collection<PastTombstone>> past)
      throws IOException {
    return RuleBook.check(Desired.load(repository.files(), given(base, past)));
  }

  /** The state that other files declare, knowing what history retired. */
  RepositoryContent loadFiles(FileTree files, Supplier<? extends Collection<PastTombstone>> past)
      throws IOException {
    return RuleBook.check(Desired.load(files, given(null, past)));
  }

  /**
   * Reads files back before they are written.
   *
   * @param then what the tree would be
   * @param now what it is, so that older faults do not count
   * @throws InvalidInputException for what {@code validate} would refuse then and does not now
   */
  void requireReadable(FileTree then, RepositoryContent now) throws IOException {
    var refused = new ArrayList<>(errors(loadFiles(then, List::of)));
    refused.removeAll(errors(now));
    if (!refused.isEmpty()) {
      throw new InvalidInputException(refused);
    }
  }

  private static List<Problem> errors(RepositoryContent loaded) {
    return Findings.ofFiles(loaded.problems(), loaded.states().values()).stream()
        .filter(Problem::isError)
        .toList();
  }

  /** The same for files such as those of the record: what lies beside them is not looked for. */
  RepositoryContent loadAlone(FileTree files) throws IOException {
    return Desired.loadPast(files, given(null, List::of));
  }

  /** The state of an older commit, as what a change is judged against. */
  RepositoryContent at(Commit commit) throws IOException {
    return loadFiles(repository.needGit("--base").files(commit), List::of);
  }

  private Binder.Given given(
      @Nullable Base base, Supplier<? extends Collection<PastTombstone>> past) {
    return new Binder.Given(now, today, Providers.known(), base, past);
  }
}
