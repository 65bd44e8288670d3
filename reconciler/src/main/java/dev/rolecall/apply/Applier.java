package dev.rolecall.apply;

import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.plan.Basis;
import dev.rolecall.plan.BasisKey;
import dev.rolecall.plan.Plan;
import dev.rolecall.policy.Verdict;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import dev.rolecall.tenant.TenantWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

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
  private final RunLog log;

  public Applier(TenantReader reader, TenantWriter writer) {
    this(reader, writer, DEFAULT_PARALLELISM, RunLog.none());
  }

  public Applier(TenantReader reader, TenantWriter writer, int parallelism, RunLog log) {
    this.reader = reader;
    this.writer = writer;
    this.parallelism = parallelism;
    this.log = log;
  }

  /**
   * Applies the plan.
   *
   * @param run a name that no other run has; tenants that take one know a repeated write by it
   * @throws TenantException when the tenant could not be re-read; nothing was written
   * @throws IllegalArgumentException when the plan is blocked
   */
  public ApplyResult apply(Plan plan, String run) throws TenantException {
    if (plan.verdict() instanceof Verdict.Blocked) {
      throw new IllegalArgumentException("a blocked plan is never applied");
    }
    if (plan.isEmpty()) {
      return new ApplyResult.Ran(List.of());
    }
    LiveState live = reader.read(Extent.ofRoles(plan.basis().roles()));
    List<BasisKey> moved = moved(plan.basis(), live);
    if (!moved.isEmpty()) {
      return new ApplyResult.Stale(moved);
    }
    var call = new Call(writer, run, versions(live));
    return new ApplyResult.Ran(
        new Run(reader, call, writer.batchSize(), parallelism, log).steps(plan));
  }

  private static List<BasisKey> moved(Basis basis, LiveState live) {
    var now = Basis.read(basis.digests().keySet(), live);
    return basis.digests().entrySet().stream()
        .filter(then -> !then.getValue().equals(now.get(then.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static ConcurrentMap<Slug, String> versions(LiveState live) {
    var versions = new ConcurrentHashMap<Slug, String>();
    live.roles()
        .forEach((slug, role) -> {
          if (role.version() != null) {
            versions.put(slug, role.version());
          }
        });
    return versions;
  }
}
