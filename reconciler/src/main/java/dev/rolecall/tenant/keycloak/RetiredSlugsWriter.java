package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.UnreadableResponse;
import dev.rolecall.model.Slug;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantException.Kind;
import dev.rolecall.tenant.provider.TenantWriteClient;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes the ledger of retired slugs. Keycloak replaces all attributes of a realm at once and has
 * no versions, so: read, write all of them back with the slugs added, read again, and start over
 * where somebody else's write came between. Slugs that several threads retire go in one write.
 */
final class RetiredSlugsWriter {
  private static final int TRIES = 5;

  private final TenantWriteClient http;
  private final RealmSettings scope;
  private final ReentrantLock lock = new ReentrantLock();
  private final ConcurrentSkipListSet<Slug> waiting = new ConcurrentSkipListSet<>();
  private @Nullable SortedSet<Slug> written;

  RetiredSlugsWriter(TenantWriteClient http, RealmSettings scope) {
    this.http = http;
    this.scope = scope;
  }

  /** Whether the slug is in the ledger; reads it at the first call. */
  boolean has(Slug slug) throws TenantException {
    lock.lock();
    try {
      var known = written;
      if (known == null) {
        known = slugs(facts("read the retired slugs"), "read the retired slugs");
        written = known;
      }
      return known.contains(slug);
    } finally {
      lock.unlock();
    }
  }

  /** Returns once the slug is seen to be in the ledger. */
  void add(Slug slug) throws TenantException {
    waiting.add(slug);
    lock.lock();
    try {
      if (waiting.contains(slug)) {
        var together = new TreeSet<>(waiting);
        written = write(together);
        waiting.removeAll(together);
      }
    } finally {
      lock.unlock();
    }
  }

  private SortedSet<Slug> write(SortedSet<Slug> added) throws TenantException {
    String doing =
        "retire " + (added.size() == 1 ? "slug " + added.first() : added.size() + " slugs");
    for (int i = 0; i < TRIES; i++) {
      var before = facts(doing);
      var slugs = slugs(before, doing);
      if (slugs.containsAll(added)) {
        return slugs;
      }
      slugs.addAll(added);
      var attributes = new TreeMap<>(before.attributes());
      attributes.put(RetiredSlugsAttribute.ATTRIBUTE, RetiredSlugsAttribute.write(slugs));
      http.send(
          new AdminWrite(
              doing,
              AdminWrite.Method.REPLACE,
              new Paths(scope.realm()).realmItself(),
              Bodies.realmAttributes(attributes),
              false));
    }
    throw new TenantException(
        Kind.CONFLICT,
        "could not %s: somebody else writes the attributes of realm %s, %d times in a row"
            .formatted(doing, scope.realm(), TRIES));
  }

  private RealmFacts facts(String doing) throws TenantException {
    Optional<RealmFacts> facts = http.get(Listings.facts(scope));
    return facts.orElseThrow(() -> RoleLookup.refused(doing, "the realm may not be read"));
  }

  private static SortedSet<Slug> slugs(RealmFacts facts, String doing) throws TenantException {
    try {
      return facts.retired();
    } catch (UnreadableResponse e) {
      throw RoleLookup.refused(doing, e.getMessage());
    }
  }
}
