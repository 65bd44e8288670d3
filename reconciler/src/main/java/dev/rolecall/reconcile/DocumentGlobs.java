package dev.rolecall.reconcile;

import dev.rolecall.desired.Desired;
import dev.rolecall.git.Globs;
import dev.rolecall.model.Settings;
import dev.rolecall.model.TenantSettings;
import java.util.List;
import java.util.Set;

/** Which files of a roles repository count. */
final class DocumentGlobs {
  /** Single files beside those that the globs match. */
  static final Set<String> NAMES = Set.of(Desired.SETTINGS);

  private DocumentGlobs() {}

  /** What the globs of any tenant match. */
  static Globs globs(Settings settings) {
    List<TenantSettings> tenants = List.copyOf(settings.tenants().values());
    List<String> own = tenants.stream().flatMap(t -> t.files().stream()).distinct().toList();
    boolean someDefault = own.isEmpty() || tenants.stream().anyMatch(t -> t.files().isEmpty());
    return someDefault ? Globs.DEFAULT.and(Globs.of(own)) : Globs.of(own);
  }
}
