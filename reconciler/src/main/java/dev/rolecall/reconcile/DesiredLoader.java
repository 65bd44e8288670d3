package dev.rolecall.reconcile;

import dev.rolecall.desired.Desired;
import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.desired.bind.Base;
import dev.rolecall.desired.bind.Binder;
import dev.rolecall.desired.bind.PastTombstone;
import dev.rolecall.git.Commit;
import dev.rolecall.git.FileTree;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Loads what documents declare: those at hand, those of another commit, or other files. */
public final class DesiredLoader {
  private final RolesRepository repository;
  private final Instant now;

  /**
   * Loads nothing yet.
   *
   * @param now by which dates are judged
   */
  public DesiredLoader(RolesRepository repository, Instant now) {
    this.repository = repository;
    this.now = now;
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
    return Desired.load(repository.files(), given(base, past));
  }

  /** The state that other files declare, knowing what history retired. */
  RepositoryContent loadFiles(FileTree files, Supplier<? extends Collection<PastTombstone>> past)
      throws IOException {
    return Desired.load(files, given(null, past));
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
    return new Binder.Given(now, Providers.known(), base, past);
  }
}
