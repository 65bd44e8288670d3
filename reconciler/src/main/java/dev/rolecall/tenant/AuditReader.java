package dev.rolecall.tenant;

import dev.rolecall.model.AuditedLoss;
import java.time.Instant;
import java.util.List;

/** Reads the log that a tenant keeps of changes itself, which nobody who uses it can write. */
@FunctionalInterface
public interface AuditReader {
  /**
   * What roles and their holders lost within a time. That a loss is not among them does not say
   * that it was none: logs are kept for a while only.
   *
   * @param from inclusive, by the tenant's clock
   * @param to exclusive
   * @throws TenantException where the tenant keeps no such log, or these credentials may not read
   *     it; the message says so
   */
  List<AuditedLoss> losses(Instant from, Instant to) throws TenantException;
}
