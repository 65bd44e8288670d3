package dev.rolecall.reconcile;

import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.git.Commit;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.Catalogue;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Guards;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.plan.Origin;
import dev.rolecall.problem.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The git side of a run, before the tenant is asked.
 *
 * @param base the state of {@code --base}; null without one
 * @param problems warnings and notes; an error would have ended the run
 * @param loadedBase all that the base says; null without one
 * @param burnt slugs of which a run has carried out a tombstone, as far as is known
 * @param appliedGuards as they were when the last whole run was applied; null: not known
 */
public record DesiredSide(
    TenantSettings settings,
    DesiredState desired,
    @Nullable DesiredState base,
    RecordSide record,
    Source source,
    List<Problem> problems,
    @Nullable RepositoryContent loadedBase,
    SortedSet<Slug> burnt,
    @Nullable Guards appliedGuards) {
  public DesiredSide {
    burnt = Collections.unmodifiableSortedSet(new TreeSet<>(burnt));
  }

  /**
   * Where the desired state came from.
   *
   * @param commit null in a plain folder and before the first commit
   * @param changed paths in which the working tree differs from it
   */
  public record Source(RepositoryContent loaded, @Nullable Commit commit, List<String> changed) {
    public Source {
      changed = List.copyOf(changed);
    }

    boolean dirty() {
      return !changed.isEmpty();
    }

    Origin origin() {
      return new Origin(commit == null ? null : commit.id(), dirty(), loaded.content());
    }
  }

  public AppliedState applied() {
    return record.applied();
  }

  /** Warnings and notes of the base. */
  List<Problem> problemsOfBase() {
    return loadedBase == null ? List.of() : loadedBase.problems();
  }

  Optional<Catalogue> catalogue() {
    return catalogue(loaded());
  }

  /** Whether the change leaves the committed catalogue as it is. */
  boolean keepsCatalogue() {
    return loadedBase != null && catalogue(loadedBase).equals(catalogue());
  }

  private Optional<Catalogue> catalogue(RepositoryContent content) {
    return Optional.ofNullable(content.catalogues().get(settings.name()));
  }

  RepositoryContent loaded() {
    return source.loaded();
  }

  @Nullable Commit commit() {
    return source.commit();
  }

  boolean dirty() {
    return source.dirty();
  }
}
