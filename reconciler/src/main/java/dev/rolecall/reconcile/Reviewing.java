package dev.rolecall.reconcile;

import dev.rolecall.git.CodeOwners;
import dev.rolecall.git.Commit;
import dev.rolecall.git.GitRepository;
import dev.rolecall.http.HttpEnvironment;
import dev.rolecall.http.HttpException;
import dev.rolecall.http.Sleeper;
import dev.rolecall.policy.Objection;
import dev.rolecall.publish.GitHubReviews;
import dev.rolecall.report.Reviews;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds out whose review approvals need, and whose they have. */
public final class Reviewing {
  private final RolesRepository repository;
  private final Environment environment;
  private final TenantConnection.Requests requests;

  public Reviewing(
      RolesRepository repository, Environment environment, TenantConnection.Requests requests) {
    this.repository = repository;
    this.environment = environment;
    this.requests = requests;
  }

  /**
   * Of what guards have against a commit. The review host is asked only where an approval is used,
   * and never about a tree that differs from its commit. That it does not answer changes nothing:
   * then the reviewer is unknown.
   */
  public Reviews of(DesiredSide asked, Collection<Objection> objections) throws IOException {
    @Nullable Commit commit = asked.commit();
    Optional<GitRepository> git = repository.git();
    if (objections.isEmpty() || git.isEmpty() || commit == null) {
      return Reviews.unknown();
    }
    Commit judge = repository.base().orElse(commit);
    return new Reviews(
        owners(git.get(), judge, objections),
        asked.dirty() ? new TreeMap<>() : given(git.get(), commit, objections));
  }

  /** By CODEOWNERS of a commit; one that a change cannot rewrite for itself. */
  static SortedMap<String, List<String>> owners(
      GitRepository git, Commit judge, Collection<Objection> objections) throws IOException {
    var owners = new TreeMap<String, List<String>>();
    for (String file : Reviews.files(objections)) {
      List<String> named = CodeOwners.of(git, judge, file);
      if (!named.isEmpty()) {
        owners.put(file, named);
      }
    }
    return owners;
  }

  private SortedMap<String, Reviews.Given> given(
      GitRepository git, Commit commit, Collection<Objection> objections) throws IOException {
    var files = new TreeSet<String>();
    for (Objection objection : objections) {
      if (objection.liftedBy() != null) {
        files.add(objection.liftedBy().at().file());
      }
    }
    var given = new TreeMap<String, Reviews.Given>();
    if (files.isEmpty()) {
      return given;
    }
    Optional<GitHubReviews> host = GitHubReviews.of(http());
    if (host.isPresent()) {
      try (GitHubReviews reviews = host.get()) {
        for (String file : files) {
          Optional<String> change = git.lastChange(commit, file);
          if (change.isPresent()) {
            reviews.of(change.get()).ifPresent(review -> given.put(file, review));
          }
        }
      } catch (HttpException e) {
        // The report says that the reviewer is unknown.
        return given;
      }
    }
    return given;
  }

  private HttpEnvironment http() {
    return new HttpEnvironment(
        environment.variables(),
        repository.pointedFiles(),
        new HttpEnvironment.Timing(environment.clock(), Sleeper.real(), new SecureRandom()),
        requests.parallelism(),
        requests.trace());
  }
}
