package dev.rolecall.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.export.NewDocument;
import dev.rolecall.git.Commit;
import dev.rolecall.git.GitRepository;
import dev.rolecall.git.TextFile;
import dev.rolecall.model.DesiredHolding;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Retires a role: writes the tombstone, takes the role's documents and spent approvals away. */
public final class Retiring {
  private final RolesRepository repository;
  private final Instant now;
  private final DesiredLoader loader;
  private @Nullable RepositoryContent content;

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

  /** What git declared of it: its definition by tenant, and where its documents stand. */
  private record Declared(SortedMap<String, DesiredRole> roles, TreeSet<SourceRef> lines) {
    Declared() {
      this(new TreeMap<>(), new TreeSet<>());
    }

    List<SourceRef> places() {
      var places = new TreeSet<>(lines);
      roles.values().forEach(role -> places.add(role.at()));
      return List.copyOf(places);
    }
  }

  /**
   * Writes, edits and removes files.
   *
   * @param done is told of each file
   * @return how many lines made somebody a holder: they are gone with the role's documents
   * @throws InvalidInputException before anything is written: for files with errors, a role that
   *     nothing declares, a tombstone that is there
   */
  public int retire(RetireRequest request, Consumer<FileChange> done) throws IOException {
    RepositoryContent loaded = valid();
    Declared declared = declared(request.slug(), loaded);
    SortedMap<String, DesiredRole> definitions = definitions(declared, request.slug(), loaded);
    var places = new ArrayList<>(declared.places());
    places.addAll(SpentApprovals.of(repository, loaded, now).places());
    var removals = new Removals(places, repository.directory());
    String name = "retired/" + fileName(request.slug());
    Path tombstone = repository.directory().resolve(name);
    if (Files.exists(tombstone)) {
      throw new InvalidInputException(
          Problem.error(
              RuleId.DUPLICATE_TOMBSTONE, SourceRef.wholeFile(name), "The file is there already."));
    }
    String text = text(request, definitions, loaded);
    loader.requireReadable(removals.with(new TextFile(name, text)), loaded);
    Files.createDirectories(Objects.requireNonNull(tombstone.getParent()));
    Files.writeString(tombstone, text, UTF_8);
    done.accept(new FileChange(FileChange.Kind.WROTE, name));
    removals.make(done);
    return declared.lines().size();
  }

  /**
   * The tenants that it is retired in: all that have it.
   *
   * @throws InvalidInputException for files with errors, a role that nothing declares
   */
  public SortedSet<String> tenants(Slug slug) throws IOException {
    RepositoryContent loaded = valid();
    return new TreeSet<>(definitions(declared(slug, loaded), slug, loaded).keySet());
  }

  /** The files, read once. */
  private RepositoryContent valid() throws IOException {
    var known = content;
    if (known == null) {
      known = loader.load();
      if (known.hasErrors()) {
        throw new InvalidInputException(known.problems());
      }
      content = known;
    }
    return known;
  }

  private SortedMap<String, DesiredRole> definitions(
      Declared declared, Slug slug, RepositoryContent loaded) throws IOException {
    return declared.roles().isEmpty() ? applied(slug, loaded) : declared.roles();
  }

  private String text(
      RetireRequest request, SortedMap<String, DesiredRole> definitions, RepositoryContent loaded) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    RetireRequest.@Nullable Schedule schedule = request.schedule();
    if (schedule == null) {
      return NewDocument.tombstone(
          request.slug(), request.successor(), today, request.reason(), List.of());
    }
    var byDocument = new TreeMap<SourceRef, List<String>>();
    definitions.forEach((tenant, role) ->
        byDocument.computeIfAbsent(role.at(), _ -> new ArrayList<>()).add(tenant));
    var documents = new ArrayList<String>();
    for (Map.Entry<SourceRef, List<String>> document : byDocument.entrySet()) {
      List<String> tenants = document.getValue();
      DesiredRole role = Objects.requireNonNull(definitions.get(tenants.getFirst()));
      var until = new NewDocument.Until(schedule.drain(), schedule.delete(), role.definition());
      documents.add(
          NewDocument.tombstone(
              request.successor(),
              today,
              request.reason(),
              until,
              tenants.containsAll(loaded.states().keySet()) ? List.of() : tenants));
    }
    return String.join("---\n", documents);
  }

  private static String fileName(Slug slug) {
    return slug.value().replaceAll("[^A-Za-z0-9._-]", "_") + ".yaml";
  }

  /** Where the role and its holders are declared, in any tenant; nowhere if it has vanished. */
  private static Declared declared(Slug slug, RepositoryContent loaded) {
    var declared = new Declared();
    loaded
        .states()
        .forEach((tenant, state) -> {
          @Nullable DesiredRole role = state.roles().get(slug);
          if (role != null) {
            requireStays(role);
            declared.roles().put(tenant, role);
            @Nullable DesiredHolding holding = state.holdings().get(slug);
            if (holding != null) {
              holding.assignments().forEach(line -> declared.lines().add(line.at()));
            }
          }
        });
    return declared;
  }

  private static void requireStays(DesiredRole role) {
    if (role.ends()) {
      throw new InvalidInputException(
          Problem.error(
                  RuleId.DUPLICATE_TOMBSTONE,
                  role.at(),
                  "%s is retired already, and deleted another day.".formatted(role.slug()))
              .advising(
                  "Change delete there. Without delete, drain, name, description and capabilities,"
                      + " the next apply deletes it."));
    }
  }

  /** A role whose document is gone already can still be retired, if it was ever applied. */
  private SortedMap<String, DesiredRole> applied(Slug slug, RepositoryContent loaded)
      throws IOException {
    var roles = new TreeMap<String, DesiredRole>();
    Optional<GitRepository> git = repository.git();
    if (git.isPresent() && loaded.settings() != null) {
      for (TenantSettings tenant : loaded.settings().tenants().values()) {
        Optional<Commit> applied = repository.records().lastKnownTarget(tenant);
        if (applied.isPresent()) {
          loader
              .at(applied.get())
              .states()
              .forEach((name, state) -> {
                @Nullable DesiredRole role = state.roles().get(slug);
                if (role != null) {
                  roles.putIfAbsent(name, role);
                }
              });
        }
      }
    }
    if (roles.isEmpty()) {
      throw unknown(slug, loaded);
    }
    return roles;
  }

  private static InvalidInputException unknown(Slug slug, RepositoryContent loaded) {
    var names = new TreeSet<String>();
    for (DesiredState state : loaded.states().values()) {
      state.roles().keySet().forEach(known -> names.add(known.value()));
    }
    return new InvalidInputException(
        Problem.error(RuleId.UNKNOWN_ROLE, null, "No document declares " + slug + ".")
            .advising(
                Suggestions.adviceFor(
                    slug.value(), names, "rolecall retires roles that are declared in git.")));
  }
}
