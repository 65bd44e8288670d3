package dev.rolecall.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rolecall.export.Exporter;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Writes the catalogue of a tenant into the roles repository.
 *
 * @param file {@code catalogue/TENANT.yaml}
 * @param wrote false: the file said so already
 */
public record CatalogueRefresh(String file, boolean wrote) {

  /** Reads the definitions of the tenant and writes the file where it says something else. */
  public static CatalogueRefresh of(
      TenantSettings tenant, RolesRepository repository, TenantReader reader)
      throws IOException, TenantException {
    String name = "catalogue/" + tenant.name() + ".yaml";
    Path file = repository.directory().resolve(name);
    String text = Exporter.catalogue(tenant.name(), reader.read(Extent.definitions()));
    if (Files.exists(file) && Files.readString(file, UTF_8).equals(text)) {
      return new CatalogueRefresh(name, false);
    }
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text, UTF_8);
    return new CatalogueRefresh(name, true);
  }
}
