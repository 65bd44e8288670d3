package dev.rolecall.tenant.keycloak;

import dev.rolecall.http.UnreadableResponse;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.People;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantFacts;
import dev.rolecall.model.TokenSubject;
import dev.rolecall.tenant.Audience;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantException.Kind;
import dev.rolecall.tenant.TenantReader;
import dev.rolecall.tenant.provider.TenantReadClient;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads a realm: by one export where the credentials may, otherwise by its listings; the result is
 * the same. Refuses to read with fewer rights than it takes to see all of it. Holds nothing that
 * writes.
 */
public final class KeycloakReader implements TenantReader {
  private final TenantReadClient http;
  private final RealmSettings scope;
  private final String who;
  private final AtomicReference<@Nullable RealmFacts> facts = new AtomicReference<>();
  private final AtomicReference<@Nullable FutureTask<RealmSnapshot>> ahead =
      new AtomicReference<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicReference<@Nullable RoleIndex> index = new AtomicReference<>();
  private final AtomicReference<@Nullable Last> last = new AtomicReference<>();

  /**
   * Sends nothing yet.
   *
   * @param who whose credentials these are, for messages: {@code client rolecall-plan}
   */
  KeycloakReader(TenantReadClient http, RealmSettings scope, String who) {
    this.http = http;
    this.scope = scope;
    this.who = who;
  }

  /** Logs in and reads everything but the users. */
  @Override
  public void prepare() {
    var task = new FutureTask<>(this::view);
    if (ahead.compareAndSet(null, task)) {
      Thread.startVirtualThread(task);
    }
  }

  private RealmSnapshot prepared() throws TenantException {
    var task = ahead.getAndSet(null);
    if (task == null) {
      return view();
    }
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TenantException(Kind.UNREACHABLE, "could not read the realm: interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TenantException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public LiveState read(Extent extent) throws TenantException {
    var view = prepared();
    var mapping = new RealmModel(scope, view);
    var retired = retired(view.facts());
    facts.set(view.facts());
    index.set(mapping.index());
    var met = new SubjectIndex();
    var read = new RealmRead(http, scope, view, mapping, met);
    LiveState live = read.read(extent, retired);
    last.set(new Last(new PeopleRead(http, scope, view, mapping, met), read.withUsers()));
    return live;
  }

  /** What the last read of the realm leaves to ask. */
  private record Last(PeopleRead people, Set<Slug> withUsers) {}

  @Override
  public People people(Audience audience) throws TenantException {
    var known = last.get();
    if (known == null) {
      throw new IllegalStateException("the realm was not read yet");
    }
    return known.people().read(audience, known.withUsers());
  }

  /** By one request: Keycloak gives everybody the default role. */
  @Override
  public OptionalInt headcount() throws TenantException {
    return OptionalInt.of(new UserListings(http, scope).enabled());
  }

  @Override
  public TokenSubject subject() throws TenantException {
    return http.subject();
  }

  @Override
  public TenantFacts facts() throws TenantException {
    return new TenantFacts(
        realmFacts().tokenLifetime(), http.token().clockOffset().orElse(null), true);
  }

  /** What the realm said of itself last; asks where it said nothing yet. */
  RealmFacts realmFacts() throws TenantException {
    var known = facts.get();
    return known == null ? readFacts() : known;
  }

  /** The ids of the last read; reads the realm where there was none, once for all who ask. */
  RoleIndex index() throws TenantException {
    lock.lock();
    try {
      var known = index.get();
      if (known == null) {
        known = new RealmModel(scope, view()).index();
        index.set(known);
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private RealmSnapshot view() throws TenantException {
    @Nullable Rights rights = rights();
    if (rights != null && !rights.mayExport()) {
      refuseMissing(rights.missing(Rights.Need.PLAN));
      return new Listings(http, scope).read(readFacts());
    }
    // A token that does not name its rights: that the export works shows that they are there.
    Optional<RealmSnapshot> export = new Export(scope).read(http);
    if (export.isPresent()) {
      return export.get();
    }
    if (rights == null) {
      refuseMissing(new RightsProbe(http, scope).missing());
    }
    return new Listings(http, scope).read(readFacts());
  }

  /** Whose credentials these are, for messages. */
  String who() {
    return who;
  }

  /** What the token says that the credentials may do; null: it does not say. */
  @Nullable Rights rights() throws TenantException {
    var claims = http.token().claims();
    try {
      return claims.isEmpty() ? null : Rights.of(claims.get(), scope);
    } catch (UnreadableResponse e) {
      return null;
    }
  }

  private void refuseMissing(SortedSet<String> missing) throws TenantException {
    if (!missing.isEmpty()) {
      throw lacking("read realm " + scope.realm(), missing);
    }
  }

  /** The refusal that names rights. */
  TenantException lacking(String doing, SortedSet<String> missing) {
    return new TenantException(
        Kind.REFUSED,
        "could not %s: %s lacks %s of %s; assign what is missing, rolecall doctor lists it"
            .formatted(doing, who, String.join(", ", missing), scope.rightsClient()));
  }

  private RealmFacts readFacts() throws TenantException {
    var read =
        http.get(Listings.facts(scope))
            .orElseThrow(
                () -> lacking("read realm " + scope.realm(), new TreeSet<>(List.of("view-realm"))));
    facts.set(read);
    return read;
  }

  private SortedSet<Slug> retired(RealmFacts of) throws TenantException {
    try {
      return of.retired();
    } catch (UnreadableResponse e) {
      throw new TenantException(
          Kind.REFUSED,
          "could not read the retired slugs of realm %s: %s"
              .formatted(scope.realm(), e.getMessage()));
    }
  }
}
