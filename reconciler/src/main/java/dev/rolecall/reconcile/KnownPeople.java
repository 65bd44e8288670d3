package dev.rolecall.reconcile;

import dev.rolecall.model.People;
import dev.rolecall.tenant.Audience;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The people of one read of a tenant: whoever is known already is not asked for again. */
final class KnownPeople {
  private final TenantReader reader;
  private Audience asked = new Audience(Set.of(), Set.of());
  private @Nullable People known;

  /**
   * Nobody is known yet.
   *
   * @param reader which has read the live state that the people belong to last
   */
  KnownPeople(TenantReader reader) {
    this.reader = reader;
  }

  /** Those who were asked for so far. */
  People known() {
    People those = known;
    return those == null ? People.nobody() : those;
  }

  /**
   * At least those who are asked for.
   *
   * @throws TenantException when the tenant does not answer; a group that may not be looked into is
   *     named in the people instead
   */
  People of(Audience audience) throws TenantException {
    if (audience.isEmpty()) {
      return People.nobody();
    }
    People those = known;
    if (those == null || !asked.covers(audience)) {
      those = reader.people(audience);
      known = those;
      asked = audience;
    }
    return those;
  }
}
