package dev.rolecall.report;

import dev.rolecall.access.Access;
import dev.rolecall.access.Impact;
import dev.rolecall.apply.ApplyResult;
import dev.rolecall.apply.Outcome;
import dev.rolecall.apply.StepOutcome;
import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.diff.NotInGit;
import dev.rolecall.drift.DriftReport;
import dev.rolecall.drift.HeldTogether;
import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Person;
import dev.rolecall.model.RoleDefinition;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.plan.BasisKey;
import dev.rolecall.plan.Origin;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.PlanContext;
import dev.rolecall.plan.Planner;
import dev.rolecall.plan.Step;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.tenant.EmptyInputs;
import dev.rolecall.tenant.KindsOfTenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reports about the acme company, one of each kind and state. */
final class Samples {
  static final ReportHeader HEADER =
      new ReportHeader(
          "production",
          "tenant-api",
          "https://acme-production.example.com",
          "4f1c2ab",
          "9be21d0",
          Duration.ofMinutes(15),
          Instant.parse("2026-11-20T09:00:00Z"));
  static final String DIGEST = "3c9e04d1" + "0".repeat(56);

  private static final Slug CS_LEAD = new Slug("cs-lead");
  private static final Origin ORIGIN = new Origin("4f1c2ab", false, "f11e5");

  private Samples() {}

  static List<Change> thisChange() {
    return List.of(
        new Change.CapabilityCreated(
            new CapabilityDefinition(
                id("payments:approve"), "Approve payments", "Release a payment."),
            Cause.PENDING,
            at("capabilities/payments.yaml", 1)),
        new Change.CapabilityEdited(
            new CapabilityDefinition(id("payments:view"), "View", "See payments."),
            new CapabilityDefinition(id("payments:view"), "View payments", "See payments."),
            Cause.PENDING,
            at("capabilities/payments.yaml", 7)),
        new Change.RoleCreated(
            new RoleDefinition(
                new Slug("payer"),
                "Payer",
                "Approves payments.",
                Set.of(id("payments:approve"), id("payments:view"))),
            Cause.PENDING,
            at("roles/payer.yaml", 2)),
        new Change.AssignmentAdded(
            new Slug("payer"),
            group("finance"),
            null,
            null,
            Cause.PENDING,
            at("roles/payer.yaml", 9)),
        new Change.RoleTextEdited(
            CS_LEAD, Change.Text.NAME, "CS", "CS Lead", Cause.PENDING, at("roles/cs-lead.yaml", 3)),
        new Change.RoleTextEdited(
            CS_LEAD,
            Change.Text.DESCRIPTION,
            "Recovers passwords for customers.",
            "Recovers passwords and MFA for paying customers.",
            Cause.PENDING,
            at("roles/cs-lead.yaml", 4)),
        new Change.RoleCapabilityAdded(
            CS_LEAD, id("users:suspend"), Cause.PENDING, at("roles/cs-lead.yaml", 9)),
        new Change.RoleCapabilityRemoved(
            CS_LEAD, id("audit:export"), Cause.PENDING, at("roles/cs-lead.yaml", 2)),
        new Change.AssignmentAdded(
            CS_LEAD,
            user("anita@example.com"),
            Instant.parse("2027-02-01T00:00:00Z"),
            null,
            Cause.PENDING,
            at("roles/cs-lead.yaml", 14)),
        new Change.AssignmentRemoved(
            CS_LEAD,
            user("bob@example.com"),
            Change.RemovalReason.WITHDRAWN,
            Cause.PENDING,
            at("roles/cs-lead.yaml", 2)),
        new Change.RoleRetired(
            new RoleDefinition(new Slug("temp-contractor"), "Temp", "", Set.of(id("users:view"))),
            List.of(user("a@example.com"), user("b@example.com"), user("c@example.com")),
            null,
            null,
            Cause.PENDING,
            at("retired/temp-contractor.yaml", 2)));
  }

  static List<Change> waiting() {
    return List.of(
        new Change.AssignmentRemoved(
            new Slug("external-auditor"),
            user("sam@auditfirm.example"),
            Change.RemovalReason.EXPIRED,
            Cause.EXPIRED,
            at("assignments/audit.yaml", 6)));
  }

  static List<Change> drift() {
    return List.of(
        new Change.RoleCapabilityRemoved(
            new Slug("branding-editor"),
            id("authentication:edit-flows"),
            Cause.DRIFT,
            at("roles/branding-editor.yaml", 2)),
        new Change.AssignmentAdded(
            new Slug("branding-editor"),
            group("design"),
            null,
            null,
            Cause.DRIFT,
            at("roles/branding-editor.yaml", 11)));
  }

  static List<Problem> findings() {
    return List.of(
        Problem.warning(
            RuleId.CAPABILITY_IN_FLIGHT,
            at("roles/reports.yaml", 7),
            "reports:configure is assignable but does nothing yet."),
        Problem.note(
            RuleId.UNMANAGED_ROLE, null, "2 live roles are not declared and left alone: x, y."));
  }

  static Problem unknownCapability() {
    return Problem.error(
            RuleId.UNKNOWN_CAPABILITY,
            new SourceRef("roles/cs-lead.yaml", 7, 5),
            "users:suspnd is not in the catalogue of production.")
        .advising("Did you mean users:suspend?");
  }

  private static final NotInGit NOTHING_ELSE = new NotInGit(List.of(), List.of(), List.of());

  static Plan plan() {
    var all = new ArrayList<Change>();
    all.addAll(thisChange());
    all.addAll(waiting());
    all.addAll(drift());
    return plan(all, findings());
  }

  private static final TenantIdentity TENANT =
      new TenantIdentity("tenant-api", "https://acme-production.example.com", null);

  static Plan plan(List<Change> changes, List<Problem> findings) {
    var inputs = EmptyInputs.of(KindsOfTenant.FLAT);
    return Planner.plan(
        inputs, new DiffResult(changes, findings), new PlanContext(TENANT, ORIGIN, null, null));
  }

  static Report planned() {
    return planned(plan());
  }

  static Report planned(Plan plan) {
    return new Report.Planned(HEADER, plan, DIGEST);
  }

  static Report empty() {
    return planned(plan(List.of(), List.of()));
  }

  static Report blocked() {
    return planned(plan(waiting(), List.of(unknownCapability())));
  }

  static Report invalid() {
    var all = new ArrayList<Problem>();
    all.add(unknownCapability());
    all.addAll(findings());
    return new Report.Problems(all, "12 documents in 9 files");
  }

  static Report valid() {
    return new Report.Problems(List.of(), "12 documents in 9 files");
  }

  static Report complete() {
    return applied(
        plan().steps().stream().map(s -> new StepOutcome(s, new Outcome.Done())).toList());
  }

  static Report incomplete() {
    var outcomes = new ArrayList<StepOutcome>();
    @Nullable String failed = null;
    for (Step step : plan().steps()) {
      Outcome outcome = new Outcome.Done();
      if (step.change() instanceof Change.RoleCreated) {
        failed = step.id();
        outcome = new Outcome.Failed("could not create role payer: 503 unavailable (req_1)");
      } else if (failed != null && step.dependsOn().contains(failed)) {
        outcome = new Outcome.Skipped(failed);
      }
      outcomes.add(new StepOutcome(step, outcome));
    }
    return applied(outcomes);
  }

  static Report applied(List<StepOutcome> outcomes) {
    return new Report.Applied(HEADER, plan(), new ApplyResult.Ran(outcomes), DIGEST);
  }

  static Report stale() {
    return new Report.Applied(
        HEADER,
        plan(),
        new ApplyResult.Stale(
            List.of(
                new BasisKey.OfCapability(id("payments:view")),
                new BasisKey.OfRole(CS_LEAD),
                new BasisKey.OfHolders(SubjectKind.USER, CS_LEAD))),
        DIGEST);
  }

  static Report drifted() {
    return new Report.Drifted(
        HEADER,
        new DriftReport(
            drift(),
            waiting(),
            List.of(),
            List.of(),
            List.of(),
            takenBack(),
            HeldTogether.nothing(),
            NOTHING_ELSE,
            false,
            findings()));
  }

  /** What taking the drift back does to the editors of branding. */
  private static Impact takenBack() {
    CapabilityId flows = id("authentication:edit-flows");
    var lost = new Access(new TreeSet<>(), new TreeSet<>(Set.of(flows)));
    var shift =
        new Impact.Shift(
            Access.NONE,
            lost,
            Access.NONE,
            List.of(new Person(user("anita@example.com"), false, true)));
    return new Impact(
        List.of(shift),
        new TreeMap<>(),
        new TreeMap<>(Map.of(flows, new Impact.Reach(3, 2))),
        List.of());
  }

  static Report steady() {
    return new Report.Drifted(
        HEADER,
        new DriftReport(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Impact.none(),
            HeldTogether.nothing(),
            NOTHING_ELSE,
            false,
            List.of()));
  }

  static List<Change> joining(int count) {
    var changes = new ArrayList<Change>();
    for (int i = 0; i < count; i++) {
      changes.add(
          new Change.AssignmentAdded(
              CS_LEAD,
              user("user%05d@example.com".formatted(i)),
              null,
              null,
              Cause.PENDING,
              at("roles/cs-lead.yaml", 10 + i)));
    }
    return Collections.unmodifiableList(changes);
  }

  static SourceRef at(String file, int line) {
    return new SourceRef(file, line, 0);
  }

  private static CapabilityId id(String text) {
    return CapabilityId.parse(text).orElseThrow();
  }

  private static Subject user(String name) {
    return new Subject(SubjectKind.USER, "usr_" + name.hashCode(), name);
  }

  private static Subject group(String name) {
    return new Subject(SubjectKind.GROUP, "grp_" + name, name);
  }
}
