package dev.rolecall.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.export.NewDocument;
import dev.rolecall.git.TextFile;
import dev.rolecall.git.TreeWithTexts;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SlugMaker;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.model.Tombstone;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.Severity;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.report.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A role to be declared.
 *
 * @param name what people read
 * @param slug null: one is made of the name
 */
public record NewRole(String name, @Nullable String slug, String description) {

  /**
   * Writes its document, for example {@code roles/cs-lead.yaml}, and takes approvals away that are
   * spent.
   *
   * @param done is told of each file
   * @throws InvalidInputException for a name or slug that cannot be, and for a slug that is taken,
   *     retired, or of a system role, and for a document that could not be read back
   */
  public void write(RolesRepository repository, Instant now, Consumer<FileChange> done)
      throws IOException {
    var loader = new DesiredLoader(repository, now);
    RepositoryContent loaded = loader.load();
    Slug chosen = slug(features(loaded));
    requireFree(chosen, loaded, repository, now);
    String file = "roles/" + chosen + ".yaml";
    Path path = repository.directory().resolve(file);
    if (Files.exists(path)) {
      throw invalid(RuleId.DUPLICATE_ROLE, file + " is there already.", null);
    }
    var text = new TextFile(file, NewDocument.role(chosen, name, description));
    loader.requireReadable(new TreeWithTexts(repository.files(), List.of(text)), loaded);
    @Nullable Removals spent = spent(repository, loaded, now);
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    Files.writeString(path, text.text(), UTF_8);
    done.accept(new FileChange(FileChange.Kind.WROTE, file));
    if (spent != null) {
      spent.make(done);
    }
  }

  /** Null where the files are not those that would be edited, or something is wrong with them. */
  private static @Nullable Removals spent(
      RolesRepository repository, RepositoryContent loaded, Instant now) throws IOException {
    return loaded.hasErrors() || repository.isOfCommit()
        ? null
        : new Removals(SpentApprovals.of(repository, loaded, now).places(), repository.directory());
  }

  private static TenantFeatures features(RepositoryContent loaded) {
    if (loaded.settings() == null) {
      throw new InvalidInputException(loaded.problems());
    }
    return loaded.settings().tenants().values().stream()
        .map(TenantSettings::endpoint)
        .map(endpoint -> endpoint.provider().features())
        .findFirst()
        .orElseThrow(() -> new InvalidInputException(loaded.problems()));
  }

  private Slug slug(TenantFeatures features) {
    if (name.isBlank() || name.length() > features.nameLength()) {
      throw invalid(
          RuleId.TOO_LONG, "A name has 1 to %d characters.".formatted(features.nameLength()), null);
    }
    if (!name.equals(name.strip()) || name.codePoints().anyMatch(Character::isISOControl)) {
      throw invalid(
          RuleId.BAD_VALUE,
          "A name is one line that neither starts nor ends with a space, unlike "
              + Renderer.visible(name)
              + ".",
          null);
    }
    if (slug == null) {
      return SlugMaker.of(name, features)
          .orElseThrow(() ->
              invalid(
                  RuleId.INVALID_SLUG,
                  "No slug can be made of the name " + Renderer.visible(name) + ".",
                  "Name one with --slug, for example --slug cs-lead."));
    }
    if (slug.isEmpty() || !features.mayCreate(new Slug(slug))) {
      throw invalid(RuleId.INVALID_SLUG, Renderer.visible(slug) + " cannot be a slug.", null);
    }
    return new Slug(slug);
  }

  /** Not declared, not a system role, and not retired, in this tree or in history. */
  private static void requireFree(
      Slug chosen, RepositoryContent loaded, RolesRepository repository, Instant now)
      throws IOException {
    var declared = new ArrayList<SourceRef>();
    var retired = new ArrayList<String>();
    for (DesiredState state : loaded.states().values()) {
      if (state.roles().containsKey(chosen) && !state.ends(chosen)) {
        declared.add(Objects.requireNonNull(state.roles().get(chosen)).at());
      }
      @Nullable Tombstone tombstone = state.tombstoneOf(chosen);
      if (tombstone != null) {
        retired.add("by " + tombstone.at());
      }
    }
    retired.addAll(RetiredSlugSearch.inHistory(chosen, loaded, repository, now));
    if (!declared.isEmpty()) {
      throw invalid(
          RuleId.DUPLICATE_ROLE,
          "%s is declared at %s.".formatted(chosen, declared.getFirst()),
          null);
    }
    if (!retired.isEmpty()) {
      throw invalid(
          RuleId.RETIRED_SLUG,
          "%s was retired %s; it can never be used again.".formatted(chosen, retired.getFirst()),
          "Choose another with --slug.");
    }
    boolean system =
        loaded.settings() != null
            && loaded.settings().tenants().values().stream()
                .anyMatch(t -> t.endpoint().provider().features().systemRoles().contains(chosen));
    if (system) {
      throw invalid(
          RuleId.SYSTEM_ROLE, chosen + " is a system role.", "Choose another with --slug.");
    }
  }

  private static InvalidInputException invalid(
      RuleId rule, String message, @Nullable String advice) {
    return new InvalidInputException(new Problem(Severity.ERROR, rule, message, null, advice));
  }
}
