package dev.rolecall.tenant.api;

import dev.rolecall.http.RequestTarget;
import dev.rolecall.model.AuditedLoss;
import dev.rolecall.tenant.AuditReader;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.provider.TenantReadClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The audit log of a tenant, as far as it tells of losses. */
final class AuditLog implements AuditReader {
  private static final RequestTarget EVENTS =
      TenantRead.path("audit-events").withAll("type", AuditEvent.LOSSES);

  private final TenantReadClient http;
  private final int pageSize;

  /**
   * Sends nothing yet.
   *
   * @param http logged in with the right to read it
   */
  AuditLog(TenantReadClient http, int pageSize) {
    this.http = http;
    this.pageSize = pageSize;
  }

  @Override
  public List<AuditedLoss> losses(Instant from, Instant to) throws TenantException {
    var target = EVENTS.with("from", from.toString()).with("to", to.toString());
    var losses = new ArrayList<AuditedLoss>();
    http.pages(
        Listing.first("read the audit log", target, pageSize, AuditEvent::of),
        page -> page.items().forEach(event -> event.loss().ifPresent(losses::add)));
    return losses;
  }
}
