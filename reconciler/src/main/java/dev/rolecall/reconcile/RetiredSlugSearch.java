package dev.rolecall.reconcile;

import dev.rolecall.desired.Desired;
import dev.rolecall.desired.PastTombstones;
import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.desired.bind.PastTombstone;
import dev.rolecall.git.Commit;
import dev.rolecall.git.GitRepository;
import dev.rolecall.model.Settings;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.model.Tombstone;
import dev.rolecall.problem.Problem;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What git's history says of retired slugs, for every tenant. Searched on a thread of its own while
 * the files are read, because each takes about as long as the other.
 */
final class RetiredSlugSearch {
  private final Background<Found> found;

  private record Found(List<PastTombstone> tombstones, List<Problem> problems) {}

  private RetiredSlugSearch(Background<Found> found) {
    this.found = found;
  }

  static RetiredSlugSearch begin(RolesRepository repository, Instant now) {
    return new RetiredSlugSearch(Background.of(() -> search(repository, now)));
  }

  /** Waits for the search. */
  List<PastTombstone> tombstones() {
    return found.join().tombstones();
  }

  /** What git complains of; waits for the search. */
  List<Problem> problems() {
    return found.join().problems();
  }

  private static Found search(RolesRepository repository, Instant now) throws IOException {
    List<Problem> problems = repository.gitProblems();
    Optional<GitRepository> git = repository.git();
    @Nullable Settings settings =
        git.isEmpty()
            ? null
            : Desired.settings(repository.files(), Providers.known(), new ArrayList<>());
    if (git.isEmpty() || settings == null) {
      return new Found(List.of(), problems);
    }
    return new Found(ofAllTenants(settings, repository, now), problems);
  }

  /** For each tenant whose history retired the slug, {@code in commit abc1234}. */
  static List<String> inHistory(
      Slug slug, RepositoryContent loaded, RolesRepository repository, Instant now)
      throws IOException {
    var found = new ArrayList<String>();
    Optional<GitRepository> git = repository.git();
    if (git.isEmpty() || loaded.settings() == null) {
      return found;
    }
    for (PastTombstone past : ofAllTenants(loaded.settings(), repository, now)) {
      if (past.tombstone() instanceof Tombstone.OfRole role && role.slug().equals(slug)) {
        found.add(past.where());
      }
    }
    return found;
  }

  private static List<PastTombstone> ofAllTenants(
      Settings settings, RolesRepository repository, Instant now) throws IOException {
    var past = new ArrayList<PastTombstone>();
    for (TenantSettings tenant : settings.tenants().values()) {
      @Nullable Commit run = repository.records().lastKnownTarget(tenant).orElse(null);
      var burnt = BurntSlugs.of(repository.records().lastKnownMemory(tenant), now);
      past.addAll(burnt.among(ofTenant(tenant, run, repository), tenant.name()));
    }
    return past;
  }

  /**
   * The tombstones that may have burnt a slug of this tenant: those up to the commit that was run
   * last, or up to the one at hand where nothing is known to be applied.
   */
  static List<PastTombstone> ofTenant(
      TenantSettings tenant, @Nullable Commit run, RolesRepository repository) throws IOException {
    Optional<Commit> upTo = run == null ? repository.commit() : Optional.of(run);
    return upTo.isEmpty()
        ? List.of()
        : PastTombstones.of(tenant, repository.needGit("history").history(), upTo.get());
  }
}
