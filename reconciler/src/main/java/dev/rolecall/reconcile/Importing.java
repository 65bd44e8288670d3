package dev.rolecall.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.export.Exporter;
import dev.rolecall.git.Globs;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.NearNames;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.report.Renderer;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Writes live roles as documents; overwrites nothing.
 *
 * @param roles slugs of the tenant; a role is taken that one of these or of the globs names
 * @param globs of slugs, valid ones; all roles when both lists are empty
 */
public record Importing(List<String> roles, List<String> globs, Exporter.Options options) {
  public Importing {
    roles = List.copyOf(roles);
    globs = List.copyOf(globs);
  }

  /**
   * Reads the whole tenant and writes the roles that were asked for.
   *
   * @param done is told of each file
   * @return how many files were written
   * @throws InvalidInputException before anything is written: for a role that the tenant does not
   *     have, and for a file that is there already
   */
  public int write(TenantReader reader, Path folder, Consumer<FileChange> done)
      throws IOException, TenantException {
    LiveState live = reader.read(Extent.everythingWithNamesakes());
    SortedMap<String, String> files = Exporter.export(live, selected(live), options);
    write(files, folder, done);
    return files.size();
  }

  private Predicate<Slug> selected(LiveState live) {
    if (roles.isEmpty() && globs.isEmpty()) {
      return _ -> true;
    }
    var wanted = new HashSet<Slug>();
    List<String> known = live.roles().keySet().stream().map(Slug::value).toList();
    for (String role : roles) {
      if (!known.contains(role)) {
        throw new InvalidInputException(
            Problem.error(
                    RuleId.UNKNOWN_ROLE,
                    null,
                    "The tenant has no role " + Renderer.visible(role) + ".")
                .advising(NearNames.adviceFor(role, known, "It has %d.".formatted(known.size()))));
      }
      wanted.add(new Slug(role));
    }
    var selected = Globs.of(globs);
    return slug -> wanted.contains(slug) || selected.match(slug.value());
  }

  private static void write(SortedMap<String, String> files, Path folder, Consumer<FileChange> done)
      throws IOException {
    List<Problem> there =
        files.keySet().stream()
            .filter(name -> Files.exists(folder.resolve(name)))
            .map(name ->
                Problem.error(
                        RuleId.UNREADABLE_FILE,
                        SourceRef.wholeFile(name),
                        "The file is there already, and import overwrites nothing.")
                    .advising("Move it away, select other roles, or write with --out DIR."))
            .toList();
    if (!there.isEmpty()) {
      throw new InvalidInputException(there);
    }
    for (var file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(Objects.requireNonNull(path.getParent()));
      Files.writeString(path, file.getValue(), UTF_8);
      done.accept(new FileChange(FileChange.Kind.WROTE, file.getKey()));
    }
  }
}
