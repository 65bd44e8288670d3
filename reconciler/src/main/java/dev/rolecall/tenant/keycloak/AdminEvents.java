package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.RequestTarget;
import dev.rolecall.model.AuditedLoss;
import dev.rolecall.tenant.AuditReader;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantException.Kind;
import dev.rolecall.tenant.provider.TenantReadClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The admin events of a realm, as far as they tell of losses. They are off by default, and without
 * their representation they do not say which role it was.
 */
final class AdminEvents implements AuditReader {
  private static final int PAGE = 1_000;

  private final TenantReadClient http;
  private final RealmSettings scope;
  private final KeycloakReader reader;

  /** Sends nothing yet. */
  AdminEvents(TenantReadClient http, RealmSettings scope, KeycloakReader reader) {
    this.http = http;
    this.scope = scope;
    this.reader = reader;
  }

  @Override
  public List<AuditedLoss> losses(Instant from, Instant to) throws TenantException {
    @Nullable Rights rights = reader.rights();
    var need = List.of(Rights.Need.VIEW_EVENTS);
    if (rights != null && !rights.missing(need).isEmpty()) {
      throw reader.lacking("read the admin events", rights.missing(need));
    }
    if (!reader.realmFacts().keepsEvents()) {
      throw unkept("keeps no admin events", "Save events");
    }
    var index = reader.index();
    var losses = new ArrayList<AuditedLoss>();
    boolean silent = false;
    for (var event : read(from, to)) {
      silent |= event.isSilent();
      losses.addAll(event.losses(index));
    }
    if (silent && losses.isEmpty()) {
      throw unkept(
          "keeps admin events that do not say which role was taken", "Include representation");
    }
    return losses;
  }

  private TenantException unkept(String what, String option) {
    return new TenantException(
        Kind.REFUSED,
        "realm %s %s (Realm settings, Events, Admin events settings: %s)"
            .formatted(scope.realm(), what, option));
  }

  private List<AdminEvent> read(Instant from, Instant to) throws TenantException {
    RequestTarget target =
        new Paths(scope.realm())
            .adminEvents()
            .with("operationTypes", "DELETE")
            .withAll("resourceTypes", AdminEvent.RESOURCES)
            .with("dateFrom", Long.toString(from.toEpochMilli()))
            .with("dateTo", Long.toString(to.toEpochMilli()));
    return new OverlappingPages<>(
            http, "read the admin events", target, PAGE, AdminEvent::of, AdminEvent::key)
        .all()
        .orElse(List.of());
  }
}
