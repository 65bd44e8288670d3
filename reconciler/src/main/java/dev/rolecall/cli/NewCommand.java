package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.desired.Loaded;
import dev.rolecall.export.NewDocument;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SlugMaker;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.Severity;
import dev.rolecall.problem.SourceRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rolecall new}: a new role file with its generated slug. */
@Command(
    name = "new",
    description = {
      "Writes roles/SLUG.yaml for a new role. The slug is made of the name, once: after that it"
          + " stands in the file and cannot be edited."
    })
final class NewCommand extends BaseCommand {
  @Parameters(paramLabel = "NAME", description = "What people read, for example \"CS Lead\".")
  private String name = "";

  @Option(
      names = "--slug",
      paramLabel = "SLUG",
      description = "The slug, when the one made of the name will not do.")
  private @Nullable String slug;

  @Option(
      names = "--description",
      paramLabel = "TEXT",
      description = "What the role is for. Default: a text to replace.")
  private String description = "What this role is for.";

  NewCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  Exit run() throws IOException {
    try (var workspace = Workspace.open(options, surroundings)) {
      Loaded loaded = workspace.load(surroundings.clock().instant(), null, List::of);
      TenantFeatures features = features(loaded);
      Slug chosen = slug(features);
      requireFree(chosen, loaded, workspace);
      Path file = workspace.directory().resolve("roles").resolve(chosen + ".yaml");
      if (Files.exists(file)) {
        throw invalid(RuleId.DUPLICATE_ROLE, "roles/" + chosen + ".yaml is there already.", null);
      }
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, NewDocument.role(chosen, name, description), UTF_8);
      surroundings.out().println("wrote roles/" + chosen + ".yaml");
      return Exit.DONE;
    }
  }

  private TenantFeatures features(Loaded loaded) {
    if (loaded.settings() == null) {
      throw new InvalidInputException(loaded.problems());
    }
    return loaded.settings().tenants().values().stream()
        .map(TenantSettings::endpoint)
        .map(endpoint -> Providers.features(endpoint.provider()))
        .findFirst()
        .orElseThrow(() -> new InvalidInputException(loaded.problems()));
  }

  private Slug slug(TenantFeatures features) {
    if (name.isBlank() || name.length() > features.nameLength()) {
      throw invalid(
          RuleId.TOO_LONG, "A name has 1 to %d characters.".formatted(features.nameLength()), null);
    }
    if (slug == null) {
      return SlugMaker.of(name, features)
          .orElseThrow(() ->
              invalid(
                  RuleId.INVALID_SLUG,
                  "No slug can be made of the name " + Said.safe(name) + ".",
                  "Name one with --slug, for example --slug cs-lead."));
    }
    if (slug.isEmpty() || !features.mayCreate(new Slug(slug))) {
      throw invalid(RuleId.INVALID_SLUG, Said.safe(slug) + " cannot be a slug.", null);
    }
    return new Slug(slug);
  }

  /** Not declared, not a system role, and not retired, in this tree or in history. */
  private void requireFree(Slug chosen, Loaded loaded, Workspace workspace) throws IOException {
    var declared = new ArrayList<SourceRef>();
    var retired = new ArrayList<String>();
    for (DesiredState state : loaded.states().values()) {
      if (state.roles().containsKey(chosen)) {
        declared.add(Objects.requireNonNull(state.roles().get(chosen)).at());
      }
      if (state.retired().containsKey(chosen)) {
        retired.add("by " + Objects.requireNonNull(state.retired().get(chosen)).at());
      }
    }
    retired.addAll(Retirement.inHistory(chosen, loaded, workspace));
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
                .anyMatch(t ->
                    Providers.features(t.endpoint().provider()).systemRoles().contains(chosen));
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
