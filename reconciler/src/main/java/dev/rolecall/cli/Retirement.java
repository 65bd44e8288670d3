package dev.rolecall.cli;

import dev.rolecall.desired.Loaded;
import dev.rolecall.git.GitRepository;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.model.Tombstone;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a slug was burnt by a tombstone that stands in the tree no more. */
final class Retirement {
  private Retirement() {}

  /** For each tenant whose history retired the slug, {@code in abc1234}. */
  static List<String> inHistory(Slug slug, Loaded loaded, Workspace workspace) throws IOException {
    var found = new ArrayList<String>();
    Optional<GitRepository> git = workspace.git();
    if (git.isEmpty() || loaded.settings() == null) {
      return found;
    }
    for (TenantSettings tenant : loaded.settings().tenants().values()) {
      var applied = git.get().applied(tenant.name()).read();
      workspace.tombstones(tenant, applied).stream()
          .filter(p -> p.tombstone() instanceof Tombstone.OfRole role && role.slug().equals(slug))
          .map(past -> "in " + past.commit())
          .forEach(found::add);
    }
    return found;
  }
}
