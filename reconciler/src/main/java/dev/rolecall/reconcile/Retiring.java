package dev.rolecall.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.edit.DocumentRemover;
import dev.rolecall.edit.Removal;
import dev.rolecall.export.NewDocument;
import dev.rolecall.git.Commit;
import dev.rolecall.git.FileTree;
import dev.rolecall.git.GitRepository;
import dev.rolecall.git.TextFile;
import dev.rolecall.git.TreeWithTexts;
import dev.rolecall.git.WorkingFiles;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Retires a role: writes the tombstone and takes the role's documents away. */
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
    SortedMap<String, Removal> edits = edits(places(slug, loaded), repository.directory());
    String name = "retired/" + fileName(slug);
    Path tombstone = repository.directory().resolve(name);
    if (Files.exists(tombstone)) {
      throw new InvalidInputException(
          Problem.error(
              RuleId.DUPLICATE_TOMBSTONE, SourceRef.wholeFile(name), "The file is there already."));
    }
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    String text = NewDocument.tombstone(slug, successor, today, reason, List.of());
    loader.requireReadable(then(new TextFile(name, text), edits), loaded);
    Files.createDirectories(Objects.requireNonNull(tombstone.getParent()));
    Files.writeString(tombstone, text, UTF_8);
    done.accept(new FileChange(FileChange.Kind.WROTE, name));
    for (var edit : edits.entrySet()) {
      done.accept(
          new FileChange(
              make(edit.getKey(), edit.getValue(), repository.directory()), edit.getKey()));
    }
  }

  /**
   * What would be left: it is read first, so that nothing is taken for a tombstone that is none.
   */
  private FileTree then(TextFile tombstone, SortedMap<String, Removal> edits) {
    var texts = new ArrayList<>(List.of(tombstone));
    var gone = new TreeSet<String>();
    edits.forEach((file, removal) -> {
      switch (removal) {
        case Removal.WholeFile _ -> gone.add(file);
        case Removal.Rest(String text) -> texts.add(new TextFile(file, text));
      }
    });
    return new TreeWithTexts(new WorkingFiles(repository.directory()), texts, gone);
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

  private static SortedMap<String, Removal> edits(List<SourceRef> places, Path directory)
      throws IOException {
    Map<String, List<Integer>> lines = new HashMap<>();
    places.forEach(at -> lines.computeIfAbsent(at.file(), _ -> new ArrayList<>()).add(at.line()));
    var edits = new TreeMap<String, Removal>();
    for (var file : lines.entrySet()) {
      String text = Files.readString(directory.resolve(file.getKey()), UTF_8);
      edits.put(file.getKey(), DocumentRemover.remove(text, file.getValue()));
    }
    return edits;
  }

  private static FileChange.Kind make(String file, Removal removal, Path directory)
      throws IOException {
    return switch (removal) {
      case Removal.WholeFile _ -> {
        Files.delete(directory.resolve(file));
        yield FileChange.Kind.REMOVED;
      }
      case Removal.Rest(String text) -> {
        Files.writeString(directory.resolve(file), text, UTF_8);
        yield FileChange.Kind.EDITED;
      }
    };
  }
}
