package dev.rolecall.tenant;

import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import java.util.List;
import java.util.Optional;

/**
 * Changes the tenant, one call one change. Only {@code apply} may call it. Each method either
 * returns, and the change is in effect, or throws and says what is known of the effect.
 */
public interface TenantWriter {
  void createCapability(CapabilityDefinition capability, WriteKey key) throws TenantException;

  /** Changes name and description of a tenant-defined capability. */
  void editCapability(CapabilityDefinition capability, WriteKey key) throws TenantException;

  void removeCapability(CapabilityId id, WriteKey key) throws TenantException;

  void createRole(RoleDefinition role, WriteKey key) throws TenantException;

  /**
   * Changes a role's definition.
   *
   * @return the new version of the role; empty where the tenant has none
   */
  Optional<String> editRole(RoleEdit edit, WriteKey key) throws TenantException;

  /** Deletes the role with its assignments; the tenant, or the adapter, retires the slug. */
  void retireRole(Slug slug, WriteKey key) throws TenantException;

  /**
   * Writes up to {@link #batchSize} assignments.
   *
   * @return one entry per write, in its order: empty when it is in effect, otherwise why not
   * @throws TenantException when the batch as a whole failed
   */
  List<Optional<TenantException>> write(List<AssignmentWrite> batch, WriteKey key)
      throws TenantException;

  /**
   * Ends all sessions of up to {@link #sessionBatchSize} users, in every application: from then on
   * none of their refresh tokens works, offline ones neither. Access tokens already issued live on.
   * Once is as good as twice; of a user who is gone, it is done.
   *
   * @return one entry per user, in their order: empty when it is in effect, otherwise why not
   * @throws TenantException when the batch as a whole failed
   */
  List<Optional<TenantException>> endSessions(List<Subject> users, WriteKey key)
      throws TenantException;

  /** Most users that one call of {@link #endSessions} takes; at least 1. */
  int sessionBatchSize();

  /** Most assignments that one call of {@link #write} takes; at least 1. */
  int batchSize();
}
