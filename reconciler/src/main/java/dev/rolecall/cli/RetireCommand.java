package dev.rolecall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.desired.Loaded;
import dev.rolecall.edit.DocumentRemover;
import dev.rolecall.edit.Removal;
import dev.rolecall.export.NewDocument;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Slug;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.NearNames;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rolecall retire}: writes the tombstone and takes the role's documents away. */
@Command(
    name = "retire",
    description = {
      "Retires a role for ever: writes retired/SLUG.yaml and removes the documents of the role, its"
          + " Assignments too. The next apply deletes it; its slug is never used again.",
      "Until it is applied, git can take it back."
    })
final class RetireCommand extends BaseCommand {
  @Parameters(paramLabel = "SLUG", description = "The role to retire.")
  private String slug = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; kept in the tombstone.")
  private String reason = "";

  RetireCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  Exit run() throws IOException {
    if (slug.isEmpty() || reason.isBlank()) {
      throw usage("SLUG and --reason must not be empty.");
    }
    var role = new Slug(slug);
    try (var workspace = Workspace.open(options, surroundings)) {
      if (options.ref != null) {
        throw usage("retire edits the working tree, so it takes no --ref.");
      }
      Loaded loaded = workspace.load(surroundings.clock().instant(), null, List::of);
      if (loaded.hasErrors()) {
        throw new InvalidInputException(loaded.problems());
      }
      SortedMap<String, Removal> edits = edits(places(role, loaded), workspace.directory());
      Path tombstone = workspace.directory().resolve("retired").resolve(fileName());
      if (Files.exists(tombstone)) {
        throw new InvalidInputException(
            Problem.error(
                RuleId.DUPLICATE_TOMBSTONE,
                SourceRef.wholeFile("retired/" + fileName()),
                "The file is there already."));
      }
      LocalDate today = LocalDate.ofInstant(surroundings.clock().instant(), ZoneOffset.UTC);
      Files.createDirectories(Objects.requireNonNull(tombstone.getParent()));
      Files.writeString(tombstone, NewDocument.tombstone(role, today, reason, List.of()), UTF_8);
      surroundings.out().println("wrote retired/" + fileName());
      for (var edit : edits.entrySet()) {
        make(edit.getKey(), edit.getValue(), workspace.directory());
      }
      return Exit.DONE;
    }
  }

  private String fileName() {
    return slug.replaceAll("[^A-Za-z0-9._-]", "_") + ".yaml";
  }

  /** Where the role and its holders are declared, in any tenant. */
  private static List<SourceRef> places(Slug slug, Loaded loaded) {
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
    if (!declared) {
      throw new InvalidInputException(
          Problem.error(RuleId.UNKNOWN_ROLE, null, "No document declares " + slug + ".")
              .advising(
                  NearNames.adviceFor(
                      slug.value(), names, "rolecall retires roles that are declared in git.")));
    }
    return List.copyOf(places);
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

  private void make(String file, Removal removal, Path directory) throws IOException {
    switch (removal) {
      case Removal.WholeFile _ -> {
        Files.delete(directory.resolve(file));
        surroundings.out().println("removed " + file);
      }
      case Removal.Rest(String text) -> {
        Files.writeString(directory.resolve(file), text, UTF_8);
        surroundings.out().println("edited " + file);
      }
    }
  }
}
