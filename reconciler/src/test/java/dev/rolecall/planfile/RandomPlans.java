package dev.rolecall.planfile;

import dev.rolecall.access.Impact;
import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Person;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.plan.Origin;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.PlanContext;
import dev.rolecall.plan.Planner;
import dev.rolecall.policy.Revocation;
import dev.rolecall.policy.Revocations;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.Severity;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.tenant.EmptyInputs;
import dev.rolecall.tenant.KindsOfTenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Seeded plans of every kind of change, with texts that try to get out of their place. */
public final class RandomPlans {
  private static final List<String> HOSTILE =
      List.of(
          "quote \" backslash \\ slash /",
          "line\nbreak\r\n\ttab",
          "\u001b[31mred\u001b[0m \u0007",
          "\u202egnirts\u202c \u200b zero",
          "h\u00e9llo \u4e16\u754c \ud83d\ude00",
          "lone \ud800 surrogate",
          "\udc00",
          "<script>alert(1)</script> @everyone #12 | `code` *b* [x](y)",
          "\u0000",
          "\u2028\u2029\ufeff",
          "");

  private final Random random;

  public RandomPlans(long seed) {
    random = new Random(seed);
  }

  public Plan plan(int changes) {
    List<Change> all = changes(changes);
    Plan plan = plan(all, problems(random.nextInt(6)), origin());
    return random.nextBoolean() ? plan : plan.judged(Impact.none(), revocations(), List.of());
  }

  private static final TenantIdentity TENANT =
      new TenantIdentity("tenant-api", "https://acme.example.com", null);

  public static Plan plan(List<Change> changes, List<Problem> findings, Origin origin) {
    var inputs = EmptyInputs.of(KindsOfTenant.FLAT);
    return Planner.plan(
        inputs, new DiffResult(changes, findings), new PlanContext(TENANT, origin, null, null));
  }

  public Origin origin() {
    return new Origin(
        random.nextBoolean() ? Long.toHexString(random.nextLong()) : null,
        random.nextBoolean(),
        Long.toHexString(random.nextLong()));
  }

  /** Distinct changes. */
  public List<Change> changes(int count) {
    Set<Change> changes = new LinkedHashSet<>();
    while (changes.size() < count) {
      changes.add(change(changes.size()));
    }
    return new ArrayList<>(changes);
  }

  public List<Problem> problems(int count) {
    var problems = new ArrayList<Problem>();
    for (int i = 0; i < count; i++) {
      problems.add(
          new Problem(
              one(Severity.values()),
              one(RuleId.values()),
              text(),
              random.nextBoolean() ? null : at(),
              random.nextBoolean() ? null : text()));
    }
    return problems;
  }

  /** Of distinct people. */
  private Revocations revocations() {
    var people = new ArrayList<Revocation>();
    for (int i = random.nextInt(4); i > 0; i--) {
      var account = new Subject(SubjectKind.USER, "usr_" + i, text());
      var lost = new TreeSet<Holdable>(List.of(new Holdable.OfRole(new Slug("role-" + text()))));
      lost.add(new Holdable.OfCapability(id()));
      people.add(
          new Revocation(
              new Person(account, random.nextBoolean(), random.nextBoolean()),
              lost,
              random.nextBoolean() ? new TreeSet<>() : new TreeSet<>(List.of(text())),
              random.nextBoolean()
                  ? null
                  : new Revocation.Since(text(), Instant.ofEpochSecond(random.nextInt()))));
    }
    return new Revocations(people, random.nextInt(2));
  }

  private Change change(int number) {
    Cause cause = one(Cause.values());
    var slug = new Slug("role-" + number + text());
    return switch (random.nextInt(10)) {
      case 0 -> new Change.CapabilityCreated(capability(number), cause, at());
      case 1 -> new Change.CapabilityEdited(capability(number), capability(number), cause, at());
      case 2 -> new Change.CapabilityRemoved(capability(number), cause, at());
      case 3 -> new Change.RoleCreated(role(slug), cause, at());
      case 4 ->
          new Change.RoleTextEdited(slug, one(Change.Text.values()), text(), text(), cause, at());
      case 5 -> new Change.RoleCapabilityAdded(slug, id(), cause, at());
      case 6 -> new Change.RoleCapabilityRemoved(slug, id(), cause, at());
      case 7 ->
          new Change.RoleRetired(
              role(slug),
              List.of(subject(number), subject(number + 1)),
              null,
              random.nextBoolean() ? null : new Slug("next-" + number),
              cause,
              at());
      case 8 ->
          new Change.AssignmentAdded(
              slug,
              subject(number),
              random.nextBoolean() ? null : Instant.ofEpochSecond(random.nextInt()),
              null,
              cause,
              at());
      default -> removed(slug, subject(number), cause);
    };
  }

  private Change removed(Slug slug, Subject subject, Cause cause) {
    Change.RemovalReason why = one(Change.RemovalReason.values());
    Change.Drain drain =
        new Change.Drain(
            Instant.ofEpochSecond(random.nextInt()),
            random.nextBoolean() ? null : new Slug("n"),
            null);
    return new Change.AssignmentRemoved(
        slug,
        subject,
        why,
        why == Change.RemovalReason.DRAINED ? drain : null,
        cause,
        random.nextBoolean() ? null : at());
  }

  private RoleDefinition role(Slug slug) {
    var capabilities = new TreeSet<CapabilityId>();
    for (int i = random.nextInt(4); i > 0; i--) {
      capabilities.add(id());
    }
    return new RoleDefinition(slug, text(), text(), capabilities);
  }

  private CapabilityDefinition capability(int number) {
    return new CapabilityDefinition(new CapabilityId("own" + number, "do"), text(), text());
  }

  private CapabilityId id() {
    return random.nextInt(5) == 0
        ? new CapabilityId("a:b" + text(), "c:d" + random.nextInt(9))
        : new CapabilityId("area" + random.nextInt(9), "action" + random.nextInt(9));
  }

  private Subject subject(int number) {
    return new Subject(
        one(SubjectKind.values()), "usr_" + number, "p" + number + "@example.com" + text());
  }

  private SourceRef at() {
    return new SourceRef("roles/" + text() + ".yaml", random.nextInt(99), random.nextInt(9));
  }

  public String text() {
    return random.nextInt(3) == 0
        ? HOSTILE.get(random.nextInt(HOSTILE.size()))
        : "text " + random.nextInt(1000);
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
