package dev.rolecall.reconcile;

import dev.rolecall.desired.Desired;
import dev.rolecall.git.Globs;
import dev.rolecall.model.TenantSettings;
import java.util.Set;

/** Which files of a roles repository count. */
final class DocumentGlobs {
  /** Single files beside those that the globs match. */
  static final Set<String> NAMES = Set.of(Desired.SETTINGS);

  private DocumentGlobs() {}

  /** What the globs of a tenant match. */
  static Globs globs(TenantSettings tenant) {
    return tenant.files().isEmpty() ? Globs.DEFAULT : Globs.of(tenant.files());
  }
}
