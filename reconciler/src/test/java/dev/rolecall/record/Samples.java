package dev.rolecall.record;

import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Grant;
import dev.rolecall.model.Granted;
import dev.rolecall.model.Pins;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.plan.Level;
import dev.rolecall.plan.Portion;
import dev.rolecall.plan.Step;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.record.Chains.TextFile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Runs of one tenant, small ones by default. */
final class Samples {
  static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  static final TenantIdentity TENANT =
      new TenantIdentity("tenant-api", "https://acme-production.example.com", null);
  static final SourceRef AT = new SourceRef("roles/cs-lead.yaml", 12, 7);
  static final String PLAN = "9c".repeat(32);

  private Samples() {}

  static String commit(int number) {
    return "%07x%033x".formatted(0x3f2a91c + number, number);
  }

  static RunInfo info(String id) {
    return new RunInfo(id, "ci@build-7", PLAN, TENANT, RunOptions.NONE);
  }

  static Aim aim(int commit, Map<String, String> files) {
    String id = commit(commit);
    var tree = files.entrySet().stream().map(f -> new TextFile(f.getKey(), f.getValue())).toList();
    return new Aim(
        new Target(id, false, "f1".repeat(32), true),
        new TreeSet<>(List.of(new Top(id, false))),
        new TreeSet<>(List.of(id)),
        new RunFiles(List.copyOf(tree), false));
  }

  static RunStart start(String id, Granted granted, Pins pins, List<Step> steps) {
    return start(id, new Settled(granted, none()), pins, steps);
  }

  static RunStart start(String id, Settled settled, Pins pins, List<Step> steps) {
    return new RunStart(
        info(id),
        NOON,
        aim(0, Map.of("rolecall.yaml", "version: 1\n")),
        settled,
        pins,
        List.of(),
        steps);
  }

  static SortedSet<OpenGrant> none() {
    return new TreeSet<>();
  }

  static LeaseClock clock() {
    return new LeaseClock(InstantSource.system(), System::nanoTime);
  }

  static LeaseClock clockAt(Instant now) {
    return new LeaseClock(InstantSource.fixed(now), () -> 0L);
  }

  static Granted users(String role, String... ids) {
    var builder = Granted.builder();
    return builder.add(new Slug(role), SubjectKind.USER, List.of(ids)).build();
  }

  static Grant user(String role, String id) {
    return new Grant(new Slug(role), SubjectKind.USER, id);
  }

  static Pins pins(String... namesAndIds) {
    var ids = new TreeMap<SubjectName, String>();
    for (int i = 0; i < namesAndIds.length; i += 2) {
      ids.put(SubjectName.user(namesAndIds[i]), namesAndIds[i + 1]);
    }
    return new Pins(ids);
  }

  static Step adds(Grant grant) {
    var change =
        new Change.AssignmentAdded(grant.role(), named(grant), null, null, Cause.PENDING, AT);
    return step("a-" + grant.role() + "-" + grant.subject().id(), change);
  }

  static Step removes(Grant grant) {
    var change =
        new Change.AssignmentRemoved(
            grant.role(), named(grant), Change.RemovalReason.WITHDRAWN, Cause.PENDING, null);
    return step("r-" + grant.role() + "-" + grant.subject().id(), change);
  }

  static Step retires(String role, List<Subject> holders) {
    var definition =
        new RoleDefinition(
            new Slug(role), "Name", "Text.", new TreeSet<>(List.of(new CapabilityId("a", "b"))));
    return step(
        "x-" + role, new Change.RoleRetired(definition, holders, null, null, Cause.PENDING, AT));
  }

  static List<StepResult> done(Collection<Step> steps) {
    return steps.stream().map(step -> StepResult.done(step.id())).toList();
  }

  static <T> T one(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static Subject named(Grant grant) {
    String id = grant.subject().id();
    return new Subject(grant.subject().kind(), id, id + "@example.com");
  }

  private static Step step(String id, Change change) {
    return new Step(id, Level.ADD_ASSIGNMENTS, Portion.THIS_CHANGE, change, List.of());
  }
}
