package dev.rolecall.cli;

import dev.rolecall.desired.Desired;
import dev.rolecall.desired.bind.PastTombstone;
import dev.rolecall.git.Applied;
import dev.rolecall.git.GitRepository;
import dev.rolecall.model.Settings;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What git's history says of retired slugs, for every tenant. Searched on a thread of its own while
 * the files are read, because each takes about as long as the other.
 */
final class History {
  private final Aside<Found> found;

  private record Found(List<PastTombstone> tombstones, List<Problem> problems) {}

  private History(Aside<Found> found) {
    this.found = found;
  }

  static History searchedAside(Workspace workspace) {
    return new History(Aside.of(() -> search(workspace)));
  }

  /** Waits for the search. */
  List<PastTombstone> tombstones() {
    return found.join().tombstones();
  }

  /** What git complains of; waits for the search. */
  List<Problem> problems() {
    return found.join().problems();
  }

  private static Found search(Workspace workspace) throws IOException {
    List<Problem> problems = workspace.gitProblems();
    Optional<GitRepository> git = workspace.git();
    @Nullable Settings settings =
        git.isEmpty() ? null : Desired.settings(workspace.files(), new ArrayList<>());
    if (git.isEmpty() || settings == null) {
      return new Found(List.of(), problems);
    }
    var past = new ArrayList<PastTombstone>();
    for (TenantSettings tenant : settings.tenants().values()) {
      Applied applied = git.get().applied(tenant.name()).read();
      past.addAll(workspace.tombstones(tenant, applied));
    }
    return new Found(past, problems);
  }
}
