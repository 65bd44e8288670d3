package dev.rolecall.apply;

import dev.rolecall.model.Granted;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.plan.Basis;
import dev.rolecall.plan.BasisKey;
import dev.rolecall.plan.Plan;
import dev.rolecall.policy.Revocation;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import dev.rolecall.tenant.TenantWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The only caller of {@link TenantWriter}. Does exactly what a plan says, once the tenant is found
 * to be as the plan knew it.
 */
public final class Applier {
  /** Writes in flight at once, unless the user says otherwise. */
  public static final int DEFAULT_PARALLELISM = 8;

  private final TenantReader reader;
  private final TenantWriter writer;
  private final int parallelism;
  private final RunListener listener;
  private final RunControl control;

  public Applier(TenantReader reader, TenantWriter writer) {
    this(reader, writer, DEFAULT_PARALLELISM, RunListener.none(), RunControl.none());
  }

  public Applier(
      TenantReader reader,
      TenantWriter writer,
      int parallelism,
      RunListener listener,
      RunControl control) {
    this.reader = reader;
    this.writer = writer;
    this.parallelism = parallelism;
    this.listener = listener;
    this.control = control;
  }

  /**
   * Looks whether the tenant is as the plan knew it, and applies the plan if so.
   *
   * @param granted what the plan was made with
   * @param run a name that no other run has; tenants that take one know a repeated write by it
   * @throws TenantException when the tenant could not be re-read; nothing was written
   * @throws IllegalArgumentException when something stands against the plan
   */
  public ApplyResult apply(Plan plan, Granted granted, String run) throws TenantException {
    return switch (check(plan, granted)) {
      case Checked.Moved(List<BasisKey> moved) -> new ApplyResult.Stale(moved);
      case Checked.Ready ready -> apply(plan, ready, run);
    };
  }

  /** What a look at the tenant found, just before the first write. */
  public sealed interface Checked {
    /** What the plan rests on and is no longer as it was; not empty. */
    record Moved(List<BasisKey> keys) implements Checked {
      public Moved {
        keys = List.copyOf(keys);
      }
    }

    /**
     * The tenant is as the plan knew it.
     *
     * @param versions of the roles, where the tenant has such
     */
    record Ready(Map<Slug, String> versions) implements Checked {
      public Ready {
        versions = Map.copyOf(versions);
      }
    }
  }

  /**
   * Reads what the plan rests on once more; writes nothing.
   *
   * @throws TenantException when the tenant could not be re-read
   */
  public Checked check(Plan plan, Granted granted) throws TenantException {
    if (plan.isEmpty()) {
      return new Checked.Ready(Map.of());
    }
    LiveState live = reader.read(Extent.ofRoles(plan.basis().roles()));
    List<BasisKey> moved = moved(plan.basis(), live, granted);
    return moved.isEmpty() ? new Checked.Ready(versions(live)) : new Checked.Moved(moved);
  }

  /**
   * Applies a plan that was {@link #check checked}. Never throws for what the tenant does: that is
   * an outcome of its step.
   *
   * @throws IllegalArgumentException when something stands against the plan
   */
  public ApplyResult.Ran apply(Plan plan, Checked.Ready ready, String run) {
    if (!plan.verdict().isClear()) {
      throw new IllegalArgumentException("a plan that something stands against is never applied");
    }
    if (plan.isEmpty()) {
      return new ApplyResult.Ran(List.of());
    }
    var batches = new BatchWriter(writer, run, new ConcurrentHashMap<>(ready.versions()));
    var execution =
        new RunExecutor(reader, batches, writer.batchSize(), parallelism, listener, control);
    return new ApplyResult.Ran(execution.steps(plan));
  }

  /**
   * Logs people out once the steps of the run are done. Never throws for what the tenant does: that
   * is an outcome.
   */
  public List<SessionOutcome> endSessions(List<Revocation> people, String run, Pause pause) {
    return people.isEmpty()
        ? List.of()
        : new SessionEnder(writer, run, parallelism, listener, control).end(people, pause);
  }

  private static List<BasisKey> moved(Basis basis, LiveState live, Granted granted) {
    var now = Basis.read(basis.digests().keySet(), live, granted);
    return basis.digests().entrySet().stream()
        .filter(then -> !then.getValue().equals(now.get(then.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<Slug, String> versions(LiveState live) {
    var versions = new HashMap<Slug, String>();
    live.roles()
        .forEach((slug, role) -> {
          if (role.version() != null) {
            versions.put(slug, role.version());
          }
        });
    return versions;
  }
}
