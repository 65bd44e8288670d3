package dev.rolecall.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.export.NewDocument;
import dev.rolecall.git.Commit;
import dev.rolecall.git.GitRepository;
import dev.rolecall.git.TextFile;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.problem.Suggestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Retires a role: writes the tombstone, takes the role's documents and spent approvals away. */
public final class Retiring {
  private final RolesRepository repository;
  private final Instant now;
  private final DesiredLoader loader;

  /**
   * Begins nothing yet.
   *
   * @param repository of a working tree
   */
  public Retiring(RolesRepository repository, Instant now) {
    this.repository = repository;
    this.now = now;
    this.loader = new DesiredLoader(repository, now);
  }

  /**
   * Writes, edits and removes files.
   *
   * @param successor the role that takes over; null: none does
   * @param done is told of each file
   * @throws InvalidInputException before anything is written: for files with errors, a role that
   *     nothing declares, a tombstone that is there
   */
  public void retire(Slug slug, @Nullable Slug successor, String reason, Consumer<FileChange> done)
      throws IOException {
    RepositoryContent loaded = loader.load();
    if (loaded.hasErrors()) {
      throw new InvalidInputException(loaded.problems());
    }
    var places = new ArrayList<>(places(slug, loaded));
    places.addAll(SpentApprovals.of(repository, loaded, now).places());
    var removals = new Removals(places, repository.directory());
    String name = "retired/" + fileName(slug);
    Path tombstone = repository.directory().resolve(name);
    if (Files.exists(tombstone)) {
      throw new InvalidInputException(
          Problem.error(
              RuleId.DUPLICATE_TOMBSTONE, SourceRef.wholeFile(name), "The file is there already."));
    }
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    String text = NewDocument.tombstone(slug, successor, today, reason, List.of());
    loader.requireReadable(removals.with(new TextFile(name, text)), loaded);
    Files.createDirectories(Objects.requireNonNull(tombstone.getParent()));
    Files.writeString(tombstone, text, UTF_8);
    done.accept(new FileChange(FileChange.Kind.WROTE, name));
    removals.make(done);
  }

  private static String fileName(Slug slug) {
    return slug.value().replaceAll("[^A-Za-z0-9._-]", "_") + ".yaml";
  }

  /** Where the role and its holders are declared, in any tenant; nowhere if it has vanished. */
  private List<SourceRef> places(Slug slug, RepositoryContent loaded) throws IOException {
    var places = new TreeSet<SourceRef>();
    var names = new TreeSet<String>();
    boolean declared = false;
    for (DesiredState state : loaded.states().values()) {
      state.roles().keySet().forEach(known -> names.add(known.value()));
      DesiredRole role = state.roles().get(slug);
      if (role != null) {
        declared = true;
        places.add(role.at());
        Objects.requireNonNull(state.holdings().get(slug))
            .assignments()
            .forEach(assignment -> places.add(assignment.at()));
      }
    }
    if (!declared && !inAppliedCommit(slug, loaded)) {
      throw new InvalidInputException(
          Problem.error(RuleId.UNKNOWN_ROLE, null, "No document declares " + slug + ".")
              .advising(
                  Suggestions.adviceFor(
                      slug.value(), names, "rolecall retires roles that are declared in git.")));
    }
    return List.copyOf(places);
  }

  /** A role whose document is gone already can still be retired, if it was ever applied. */
  private boolean inAppliedCommit(Slug slug, RepositoryContent loaded) throws IOException {
    Optional<GitRepository> git = repository.git();
    if (git.isEmpty() || loaded.settings() == null) {
      return false;
    }
    for (TenantSettings tenant : loaded.settings().tenants().values()) {
      Optional<Commit> applied = repository.records().lastKnownTarget(tenant);
      if (applied.isPresent()
          && loader.at(applied.get()).states().values().stream()
              .anyMatch(state -> state.roles().containsKey(slug))) {
        return true;
      }
    }
    return false;
  }
}
