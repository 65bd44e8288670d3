package dev.rolecall.desired.bind;

import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.problem.SourceRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where each key of {@code rolecall.yaml} stands. */
public record SettingsPlaces(@Nullable Node document) {

  /** Whether the tenant is written there, readable or not. */
  boolean has(String tenant) {
    return tenant(tenant) != null;
  }

  /** The key itself, or the nearest above it that is there: at last the tenant's name. */
  public SourceRef of(String tenant, List<String> path) {
    MapNode.Entry entry = tenant(tenant);
    SourceRef at = SourceRef.wholeFile("rolecall.yaml");
    for (int i = 0; entry != null; i++) {
      at = entry.key().at();
      entry =
          i < path.size() && entry.value() instanceof MapNode map ? map.entry(path.get(i)) : null;
    }
    return at;
  }

  /** A guard, or else the file. */
  SourceRef ofGuard(String id) {
    MapNode.Entry entry =
        document instanceof MapNode map && map.get("guards") instanceof MapNode guards
            ? guards.entry(id)
            : null;
    return entry == null ? SourceRef.wholeFile("rolecall.yaml") : entry.key().at();
  }

  private MapNode.@Nullable Entry tenant(String name) {
    return document instanceof MapNode map && map.get("tenants") instanceof MapNode tenants
        ? tenants.entry(name)
        : null;
  }
}
