package dev.rolecall.record;

import dev.rolecall.model.TenantIdentity;

/**
 * Who ran what, against which tenant.
 *
 * @param id of the run
 * @param actor for people, for example {@code ci@host}; anybody can claim to be anybody
 * @param plan digest of the plan
 */
public record RunInfo(
    String id, String actor, String plan, TenantIdentity tenant, RunOptions options) {

  /** Whether somebody meant to undo what a later commit had applied. */
  public boolean rollback() {
    return options.rollback();
  }
}
