package dev.rolecall.tenant;

import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.People;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.TenantFacts;
import dev.rolecall.model.TenantFeatures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A tenant in memory that enforces a tenant's rules, with knobs to fail, shuffle and interfere.
 * Thread-safe. For tests only; its rules are those that {@link TenantContract} checks.
 */
public final class FakeTenant implements TenantReader, TenantWriter {
  /** When a failing write fails. */
  public enum Moment {
    BEFORE_EFFECT,
    AFTER_EFFECT
  }

  private record Failure(TenantException.Kind kind, Moment moment) {}

  private record Replay(String call, Object answer) {}

  private interface Call {
    Object run() throws TenantException;
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final FakeState state;
  private final Map<Integer, Failure> failures = new HashMap<>();
  private final Map<Integer, TenantException.Kind> failedReads = new HashMap<>();
  private final Map<Integer, Runnable> hooks = new HashMap<>();
  private final Map<String, Replay> replays = new HashMap<>();
  private final Map<String, SortedSet<String>> members = new TreeMap<>();
  private final SortedSet<String> disabled = new TreeSet<>();
  private final SortedSet<String> services = new TreeSet<>();
  private final List<String> log = new ArrayList<>();
  private int writes;
  private int reads;
  private int batchSize = 500;
  private Set<Slug> withUsers = Set.of();
  private @Nullable Random shuffle;

  private FakeTenant(LiveState live, TenantFeatures features) {
    state = new FakeState(live, features);
  }

  /** A tenant in this state; roles without a version get one. */
  public static FakeTenant holding(LiveState live) {
    return holding(live, KindsOfTenant.FLAT);
  }

  /**
   * A tenant of this kind in this state. Where roles contain roles, it adds what follows from the
   * state: that every role is a capability, and every other capability a role to hold directly.
   */
  public static FakeTenant holding(LiveState live, TenantFeatures features) {
    return new FakeTenant(live, features);
  }

  /** A new tenant: four system roles, a few capabilities, these users and groups. */
  public static FakeTenant fresh(Collection<Subject> subjects) {
    return holding(FreshTenant.with(subjects));
  }

  /** Everything, with the whole directory; not counted as a read. */
  public LiveState state() {
    return locked(state::everything);
  }

  /** Somebody else changes the tenant: roles whose definition differs get a new version. */
  public void change(UnaryOperator<LiveState> change) {
    locked(() -> {
      state.replace(change.apply(state.everything()));
      return "";
    });
  }

  /** Makes an account, whoever goes by that name already; or renames the one of that id. */
  public void account(Subject subject) {
    locked(() -> {
      state.account(subject);
      return "";
    });
  }

  /** Deletes an account, and what it holds. */
  public void delete(SubjectId id) {
    locked(() -> {
      state.deleteAccount(id);
      return "";
    });
  }

  /** Puts a user into a group, both by id. */
  public void join(String group, String user) {
    locked(() -> {
      members.computeIfAbsent(group, _ -> new TreeSet<>()).add(user);
      return "";
    });
  }

  /** From now on this user cannot sign in. */
  public void disable(String user) {
    locked(() -> disabled.add(user));
  }

  /** From now on this user is the account of a program. */
  public void employ(String user) {
    locked(() -> services.add(user));
  }

  /** The n-th write, counted from 1 over all calls of the writer, fails. */
  public FakeTenant failWrite(int n, TenantException.Kind kind, Moment moment) {
    failures.put(n, new Failure(kind, moment));
    return this;
  }

  /** The n-th read, counted from 1, fails. */
  public FakeTenant failRead(int n, TenantException.Kind kind) {
    failedReads.put(n, kind);
    return this;
  }

  /** Runs just before the n-th write, outside the lock, so that it may call {@link #change}. */
  public FakeTenant beforeWrite(int n, Runnable hook) {
    hooks.put(n, hook);
    return this;
  }

  /** From now on listings come in another order each time, the same for the same seed. */
  public FakeTenant shuffled(long seed) {
    shuffle = new Random(seed);
    return this;
  }

  public FakeTenant batchesOf(int size) {
    batchSize = size;
    return this;
  }

  /** Calls of the writer so far, failed ones too; a batch is one. */
  public int writes() {
    return locked(() -> writes);
  }

  public int reads() {
    return locked(() -> reads);
  }

  /** What took effect, in order, for example {@code add user anita@example.com to role cs-lead}. */
  public List<String> log() {
    return locked(() -> List.copyOf(log));
  }

  @Override
  public LiveState read(Extent extent) throws TenantException {
    lock.lock();
    try {
      var kind = failedReads.get(++reads);
      if (kind != null) {
        throw new TenantException(kind, "could not read the tenant: 503 unavailable (req_fake)");
      }
      LiveState live = state.read(extent, shuffle);
      withUsers = withUsers(extent, live);
      return live;
    } finally {
      lock.unlock();
    }
  }

  private static Set<Slug> withUsers(Extent extent, LiveState live) {
    return switch (extent.holders()) {
      case Extent.Holders.None _ -> Set.of();
      case Extent.Holders.UsersOf(Set<Slug> roles) -> roles;
      case Extent.Holders.All _ -> live.roles().keySet();
    };
  }

  @Override
  public People people(Audience audience) {
    return locked(() -> {
      var left = new TreeSet<>(audience.roles());
      left.removeAll(withUsers);
      var found = new TreeMap<String, List<Subject>>();
      members.forEach((group, users) -> {
        if (audience.groups().contains(group)) {
          found.put(group, users.stream().flatMap(id -> state.user(id).stream()).toList());
        }
      });
      return new People(found, state.users(left), disabled, services, new TreeSet<>());
    });
  }

  @Override
  public TenantFacts facts() {
    return new TenantFacts(Duration.ofMinutes(15), null, true);
  }

  @Override
  public void createCapability(CapabilityDefinition capability, WriteKey key)
      throws TenantException {
    String doing = "create capability " + capability.id();
    write(doing, capability, key, () -> state.createCapability(doing, capability));
  }

  @Override
  public void editCapability(CapabilityDefinition capability, WriteKey key) throws TenantException {
    String doing = "edit capability " + capability.id();
    write(doing, capability, key, () -> state.editCapability(doing, capability));
  }

  @Override
  public void removeCapability(CapabilityId id, WriteKey key) throws TenantException {
    String doing = "remove capability " + id;
    write(doing, id, key, () -> state.removeCapability(doing, id));
  }

  @Override
  public void createRole(RoleDefinition role, WriteKey key) throws TenantException {
    String doing = "create role " + role.slug();
    write(doing, role, key, () -> state.createRole(doing, role));
  }

  @Override
  public Optional<String> editRole(RoleEdit edit, WriteKey key) throws TenantException {
    String doing = "edit role " + edit.slug();
    return Optional.of((String) write(doing, edit, key, () -> state.editRole(doing, edit)));
  }

  @Override
  public void retireRole(Slug slug, WriteKey key) throws TenantException {
    String doing = "retire role " + slug;
    write(doing, slug, key, () -> state.retireRole(doing, slug));
  }

  @Override
  public List<Optional<TenantException>> write(List<AssignmentWrite> batch, WriteKey key)
      throws TenantException {
    if (batch.isEmpty() || batch.size() > batchSize) {
      throw new IllegalArgumentException("a batch has 1 to " + batchSize + " writes");
    }
    var outcomes = new ArrayList<Optional<TenantException>>();
    Call call =
        () -> {
          batch.forEach(item -> outcomes.add(state.assign(item)));
          return List.copyOf(outcomes);
        };
    return ((List<?>) write("", batch, key, call))
        .stream().<Optional<TenantException>>map(FakeTenant::outcome).toList();
  }

  private static Optional<TenantException> outcome(Object answer) {
    return ((Optional<?>) answer).map(TenantException.class::cast);
  }

  @Override
  public List<Optional<TenantException>> endSessions(List<Subject> users, WriteKey key)
      throws TenantException {
    if (users.isEmpty() || users.size() > batchSize) {
      throw new IllegalArgumentException("a batch has 1 to " + batchSize + " users");
    }
    write(
        "end sessions",
        users,
        key,
        () -> {
          users.forEach(state::endSessions);
          return users.size();
        });
    return users.stream().<Optional<TenantException>>map(_ -> Optional.empty()).toList();
  }

  @Override
  public int sessionBatchSize() {
    return batchSize;
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  private Object write(String doing, Object body, WriteKey key, Call call) throws TenantException {
    int n = locked(() -> ++writes);
    Runnable hook = hooks.get(n);
    if (hook != null) {
      hook.run();
    }
    lock.lock();
    try {
      var failure = failures.get(n);
      if (failure != null && failure.moment() == Moment.BEFORE_EFFECT) {
        throw failed(doing, failure);
      }
      Object answer = replayed(doing, doing + body, key, call);
      if (failure != null) {
        throw failed(doing, failure);
      }
      return answer;
    } finally {
      lock.unlock();
    }
  }

  private Object replayed(String doing, String content, WriteKey key, Call call)
      throws TenantException {
    var before = replays.get(key.toString());
    if (before != null) {
      if (!before.call().equals(content)) {
        throw FakeState.refused(doing, "409 idempotency_conflict");
      }
      return before.answer();
    }
    Object answer = call.run();
    replays.put(key.toString(), new Replay(content, answer));
    log.addAll(state.takeEffects());
    return answer;
  }

  private static TenantException failed(String doing, Failure failure) {
    String what = doing.isEmpty() ? "write assignments" : doing;
    return new TenantException(
        failure.kind(), "could not " + what + ": the test asked for it (req_fake)");
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
