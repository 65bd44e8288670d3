package dev.rolecall.reconcile;

import dev.rolecall.desired.Desired;
import dev.rolecall.git.Globs;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What belongs to a roles repository, so that nothing else may be written there. Any other file may
 * be written over, also one that git tracks: some teams commit their drift reports.
 */
public final class OwnFiles {
  private static final Path GIT = Path.of(".git");

  private OwnFiles() {}

  /**
   * Why a file may not be written over.
   *
   * @param file its real path; it need not be there
   * @return a clause: {@code it is inside the git directory}; empty: it may be
   */
  public static Optional<String> why(Path file, RolesRepository repository) throws IOException {
    if (repository.isInGitFolder(file) || names(file).contains(GIT)) {
      return Optional.of("it is inside the git directory");
    }
    Path folder = repository.directory().toRealPath();
    if (!file.startsWith(folder)) {
      return Optional.empty();
    }
    String path =
        String.join("/", names(folder.relativize(file)).stream().map(Path::toString).toList());
    return path.equals(Desired.SETTINGS)
        ? Optional.of("it holds the settings of this roles repository")
        : tenantOf(path, repository);
  }

  private static List<Path> names(Path path) {
    var names = new ArrayList<Path>();
    path.forEach(names::add);
    return names;
  }

  /** Settings that are not valid are told by the command itself. */
  private static Optional<String> tenantOf(String path, RolesRepository repository)
      throws IOException {
    try {
      return repository.settings().tenants().values().stream()
          .filter(tenant -> DocumentGlobs.globs(tenant).match(path))
          .map(TenantSettings::name)
          .findFirst()
          .map("the files of tenant %s match it, so it would be read as a document"::formatted);
    } catch (InvalidInputException | IOException _) {
      return Globs.DEFAULT.match(path)
          ? Optional.of("it would be read as a document")
          : Optional.empty();
    }
  }
}
