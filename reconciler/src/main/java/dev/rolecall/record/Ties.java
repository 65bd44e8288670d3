package dev.rolecall.record;

import dev.rolecall.model.TenantIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What ties a run to those before it.
 *
 * @param applied null: no run has left nothing out yet
 * @param movedFrom the tenant that the record was of until this run; null: the same
 * @param replaces id of the tip of the chain that was cut off here; null: none was
 */
public record Ties(
    @Nullable AppliedRun applied, @Nullable TenantIdentity movedFrom, @Nullable String replaces) {
  public static final Ties NONE = new Ties(null, null, null);

  Ties applied(AppliedRun run) {
    return new Ties(run, movedFrom, replaces);
  }

  Ties movedFrom(@Nullable TenantIdentity tenant) {
    return new Ties(applied, tenant, replaces);
  }

  Ties replaces(@Nullable String tip) {
    return new Ties(applied, movedFrom, tip);
  }
}
