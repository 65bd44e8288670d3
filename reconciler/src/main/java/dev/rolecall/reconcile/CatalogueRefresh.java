package dev.rolecall.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.export.Exporter;
import dev.rolecall.git.TextFile;
import dev.rolecall.git.TreeWithTexts;
import dev.rolecall.git.WorkingFiles;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Writes the catalogue of a tenant into the roles repository.
 *
 * @param file {@code catalogue/TENANT.yaml}
 * @param wrote false: the file said so already
 */
public record CatalogueRefresh(String file, boolean wrote) {

  /**
   * Reads the definitions of the tenant and writes the file where it says something else.
   *
   * @throws InvalidInputException where the file could not be read back; it stays as it was
   */
  public static CatalogueRefresh of(
      TenantSettings tenant, RolesRepository repository, TenantReader reader, Instant now)
      throws IOException, TenantException {
    String name = "catalogue/" + tenant.name() + ".yaml";
    Path file = repository.directory().resolve(name);
    String text = Exporter.catalogue(tenant.name(), reader.read(Extent.definitions()));
    if (Files.exists(file) && Files.readString(file, UTF_8).equals(text)) {
      return new CatalogueRefresh(name, false);
    }
    requireReadable(tenant, repository, new TextFile(name, text), now);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text, UTF_8);
    return new CatalogueRefresh(name, true);
  }

  private static void requireReadable(
      TenantSettings tenant, RolesRepository repository, TextFile file, Instant now)
      throws IOException {
    if (!DocumentGlobs.globs(tenant).match(file.path())) {
      throw new InvalidInputException(
          Problem.error(
                  RuleId.NOT_COUNTED,
                  SourceRef.wholeFile(file.path()),
                  "No glob of the tenant's files matches this path, so it would not count.")
              .advising("Add \"catalogue/*.yaml\" to files in rolecall.yaml."));
    }
    var there = new TreeWithTexts(new WorkingFiles(repository.directory()), List.of(file));
    List<Problem> refused =
        new DesiredLoader(repository, now)
            .loadAlone(there).problems().stream()
                .filter(Problem::isError)
                .filter(p ->
                    p.rule() == RuleId.DUPLICATE_CATALOGUE
                        || (p.at() != null && p.at().file().equals(file.path())))
                .toList();
    if (!refused.isEmpty()) {
      throw new InvalidInputException(refused);
    }
  }
}
