package dev.rolecall.tenant;

/** Finds out what credentials may do. Looks, never touches. */
public interface TenantDoctor {
  /**
   * Logs in and asks.
   *
   * @throws TenantException when there is no way to the tenant, or no login
   */
  Checkup checkup() throws TenantException;
}
