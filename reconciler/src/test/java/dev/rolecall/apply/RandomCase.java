package dev.rolecall.apply;

import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.Differ;
import dev.rolecall.diff.Seed;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredCapability;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.GrantRecord;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Manage;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Sourced;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.model.Tombstone;
import dev.rolecall.model.Uncounted;
import dev.rolecall.plan.Origin;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.PlanContext;
import dev.rolecall.plan.Planner;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.FakeTenant;
import dev.rolecall.tenant.KindsOfTenant;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A tenant, an applied commit and a desired one, all drawn from a seed; small and dense. */
final class RandomCase {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Origin ORIGIN = new Origin("c0ffee", false, "files");
  private static final TenantIdentity TENANT =
      new TenantIdentity("tenant-api", "https://t.example.com", null);
  private static final SourceRef AT = new SourceRef("roles/r.yaml", 1, 1);

  private final Random random;
  private final List<CapabilityId> system = new ArrayList<>();
  private final List<CapabilityId> own = new ArrayList<>();
  final List<Subject> subjects = new ArrayList<>();
  final TenantFeatures features;
  final DesiredState desired;
  final AppliedState applied;
  final LiveState live;

  /** What git granted: what the applied commit asked for, as far as it is held still. */
  GrantRecord record;

  RandomCase(long seed) {
    random = new Random(seed);
    for (int i = 0; i < 6; i++) {
      system.add(new CapabilityId("area", "act" + i));
    }
    for (int i = 0; i < 2; i++) {
      own.add(new CapabilityId("own", "act" + i));
    }
    for (int i = 0; i < 5; i++) {
      subjects.add(new Subject(SubjectKind.USER, "usr_" + i, "u" + i + "@example.com"));
      subjects.add(new Subject(SubjectKind.GROUP, "grp_" + i, "g" + i));
    }
    features = seed % 2 == 0 ? KindsOfTenant.FLAT : KindsOfTenant.NESTING;
    desired = state();
    live = live();
    applied =
        random.nextInt(4) == 0
            ? new AppliedState.Unknown("nothing was applied yet")
            : new AppliedState.Known(
                "0ld", NOW.minus(Duration.ofDays(random.nextInt(15))), state());
    record =
        switch (applied) {
          case AppliedState.Known known -> Seed.of(known.state(), live, known.at());
          case AppliedState.Unknown _ -> GrantRecord.nothing();
        };
  }

  Plan plan(TenantReader tenant) throws TenantException {
    return plan(tenant, desired);
  }

  Plan plan(TenantReader tenant, DesiredState state) throws TenantException {
    return plan(
        tenant,
        state,
        Extent.usersOf(
            DiffInputs.usersOf(state, applied, record, features),
            DiffInputs.lookUps(state, record)));
  }

  /** Planned from everything that there is to see, not only from what the comparison needs. */
  Plan planFromEverything(TenantReader tenant) throws TenantException {
    return plan(tenant, desired, Extent.everything(DiffInputs.lookUps(desired, record).names()));
  }

  private Plan plan(TenantReader tenant, DesiredState state, Extent extent) throws TenantException {
    var inputs = new DiffInputs(state, applied, record, tenant.read(extent), features, NOW);
    return Planner.plan(inputs, Differ.diff(inputs), new PlanContext(TENANT, ORIGIN, null, null));
  }

  FakeTenant tenant() {
    return FakeTenant.holding(live, features);
  }

  /** The same desired state, its documents met in another order. */
  DesiredState shuffledDesired(long seed) {
    var holdings = new TreeMap<Slug, DesiredHolding>();
    desired
        .holdings()
        .forEach((slug, holding) -> {
          var assignments = new ArrayList<>(holding.assignments());
          Collections.shuffle(assignments, new Random(seed));
          holdings.put(slug, new DesiredHolding(slug, holding.manage(), assignments));
        });
    return new DesiredState(
        desired.tenant(),
        desired.capabilities(),
        desired.roles(),
        holdings,
        desired.retired(),
        desired.retiredCapabilities(),
        desired.retiredBefore(),
        desired.uncounted());
  }

  private LiveState live() {
    var capabilities = new TreeMap<CapabilityId, Capability>();
    system.forEach(id -> capabilities.put(id, capability(id, Capability.Origin.SYSTEM)));
    own.stream()
        .filter(_ -> random.nextBoolean())
        .forEach(id -> capabilities.put(id, capability(id, Capability.Origin.TENANT_DEFINED)));
    var roles = new TreeMap<Slug, LiveRole>();
    var holders = new TreeMap<Slug, List<Subject>>();
    roles.put(
        new Slug("viewer"),
        new LiveRole(new RoleDefinition(new Slug("viewer"), "V", "", some(system)), true, "0"));
    var there = new TreeSet<Slug>();
    for (int i = 0; i < 5; i++) {
      if (random.nextInt(3) > 0) {
        there.add(new Slug("role" + i));
      }
    }
    var inner = inner(there);
    for (int i = 0; i < 5; i++) {
      if (there.contains(new Slug("role" + i))) {
        var slug = new Slug("role" + i);
        var present = new ArrayList<>(capabilities.keySet());
        present.addAll(inner);
        if (!desired.roles().containsKey(slug) && !desired.retired().containsKey(slug)) {
          desired
              .retired()
              .keySet()
              .forEach(r -> features.asCapability(r).ifPresent(present::remove));
        }
        roles.put(slug, new LiveRole(definition(slug, some(present)), false, "0"));
      }
    }
    if (features.roleArea() != null) {
      // Ships with the tenant, and loses a role that is deleted although nobody edits it.
      var slug = features.systemRoles().getFirst();
      roles.put(slug, new LiveRole(new RoleDefinition(slug, "O", "", some(inner)), true, "0"));
    }
    roles.keySet().forEach(slug -> holders.put(slug, some(subjects)));
    return new LiveState(
        capabilities, roles, holders, SubjectDirectory.of(subjects), new TreeSet<>());
  }

  private DesiredState state() {
    var capabilities = new TreeMap<CapabilityId, DesiredCapability>();
    own.forEach(id -> {
      var definition = new CapabilityDefinition(id, text(), "d");
      capabilities.put(id, new DesiredCapability(definition, AT));
    });
    var roles = new TreeMap<Slug, DesiredRole>();
    var holdings = new TreeMap<Slug, DesiredHolding>();
    var retired = new TreeMap<Slug, Tombstone.OfRole>();
    var all = new ArrayList<>(system);
    all.addAll(own);
    var declared = new TreeSet<Slug>();
    for (int i = 0; i < 5; i++) {
      var slug = new Slug("role" + i);
      int kind = random.nextInt(6);
      if (kind == 0) {
        retired.put(slug, new Tombstone.OfRole(slug, LocalDate.of(2026, 11, 1), "over", null, AT));
      } else if (kind > 1) {
        declared.add(slug);
      }
    }
    all.addAll(inner(declared));
    for (int i = 0; i < 5; i++) {
      var slug = new Slug("role" + i);
      if (declared.contains(slug)) {
        var definition = definition(slug, some(all));
        var lines = new TreeMap<CapabilityId, SourceRef>();
        definition.capabilities().forEach(id -> lines.put(id, AT));
        roles.put(
            slug,
            new DesiredRole(
                slug, sourced(definition.name()), sourced(definition.description()), lines, AT));
        holdings.put(slug, holding(slug));
      }
    }
    if (random.nextBoolean()) {
      holdings.put(new Slug("viewer"), holding(new Slug("viewer")));
    }
    var shipped = features.systemRoles().getFirst();
    if (features.roleArea() != null && random.nextBoolean()) {
      holdings.put(shipped, holding(shipped));
    }
    var direct = new Slug("area:act0");
    if (features.heldAs(system.getFirst()).isPresent() && random.nextBoolean()) {
      holdings.put(direct, holding(direct));
    }
    return new DesiredState(
        "t",
        capabilities,
        roles,
        holdings,
        retired,
        new TreeMap<>(),
        new TreeSet<>(),
        Uncounted.nothing());
  }

  /** These roles as capabilities, where roles contain roles. */
  private List<CapabilityId> inner(Set<Slug> roles) {
    return roles.stream().flatMap(role -> features.asCapability(role).stream()).toList();
  }

  private DesiredHolding holding(Slug slug) {
    var modes = ManageMode.values();
    var manage =
        new Manage(modes[random.nextInt(modes.length)], modes[random.nextInt(modes.length)]);
    var assignments = new ArrayList<DesiredAssignment>();
    for (Subject subject : some(subjects)) {
      assignments.add(
          new DesiredAssignment(
              new SubjectName(subject.kind(), subject.name()), date(), date(), null, AT));
    }
    if (random.nextInt(8) == 0) {
      assignments.add(
          new DesiredAssignment(SubjectName.user("ghost@example.com"), null, null, null, AT));
    }
    return new DesiredHolding(slug, manage, assignments);
  }

  private @Nullable Instant date() {
    return random.nextInt(4) > 0 ? null : NOW.plus(Duration.ofDays(random.nextInt(21) - 10));
  }

  private RoleDefinition definition(Slug slug, List<CapabilityId> capabilities) {
    return new RoleDefinition(slug, text(), text(), capabilities);
  }

  private String text() {
    return "text " + random.nextInt(2);
  }

  private Capability capability(CapabilityId id, Capability.Origin origin) {
    return new Capability(id, text(), "d", Capability.Status.AVAILABLE, origin);
  }

  private <T> List<T> some(List<T> from) {
    return from.stream().filter(_ -> random.nextInt(3) == 0).toList();
  }

  private static Sourced<String> sourced(String text) {
    return new Sourced<>(text, AT);
  }
}
