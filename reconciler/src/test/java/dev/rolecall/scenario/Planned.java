package dev.rolecall.scenario;

import static java.util.Objects.requireNonNull;

import dev.rolecall.diff.CatalogueCheck;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.diff.Differ;
import dev.rolecall.diff.Findings;
import dev.rolecall.diff.Seed;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.GrantRecord;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.RevocationPolicy;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.plan.Origin;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.PlanContext;
import dev.rolecall.plan.Planner;
import dev.rolecall.planfile.PlanFile;
import dev.rolecall.policy.Approvals;
import dev.rolecall.policy.Past;
import dev.rolecall.policy.RevocationRules;
import dev.rolecall.policy.Verdict;
import dev.rolecall.reconcile.Judges;
import dev.rolecall.reconcile.Judging;
import dev.rolecall.reconcile.Matter;
import dev.rolecall.report.Format;
import dev.rolecall.report.Renderer;
import dev.rolecall.report.Report;
import dev.rolecall.report.ReportHeader;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A scenario planned the way {@code cli.Planning} does it, without git and HTTP. */
record Planned(Plan plan, ReportHeader header, GrantRecord record) {
  private static final String URL = "https://acme-production.example.com";
  private static final TenantIdentity TENANT = new TenantIdentity("tenant-api", URL, null);

  static Planned of(Scenario.Asked asked, TenantReader tenant, Instant now) throws TenantException {
    var features = asked.provider().features();
    GrantRecord record = record(asked, tenant);
    var users =
        new TreeSet<>(DiffInputs.usersOf(asked.desired(), asked.applied(), record, features));
    var lookUps = DiffInputs.lookUps(asked.desired(), record);
    if (asked.base() != null) {
      lookUps = lookUps.and(DiffInputs.lookUps(asked.base(), record));
      users.addAll(DiffInputs.usersOf(asked.base(), asked.applied(), record, features));
    }
    var live = tenant.read(Extent.usersOf(users, lookUps));
    var inputs = new DiffInputs(asked.desired(), asked.applied(), record, live, features, now);
    DiffResult found = Differ.diff(inputs);
    var ofFiles =
        new ArrayList<>(
            Findings.ofFiles(asked.loaded().problems(), asked.loaded().states().values()));
    Optional.ofNullable(asked.loaded().catalogues().get(Scenario.TENANT))
        .flatMap(catalogue -> CatalogueCheck.outdated(catalogue, live))
        .ifPresent(ofFiles::add);
    var findings = Findings.joined(ofFiles, found.findings());
    PlanContext.@Nullable Base base = null;
    if (asked.base() != null) {
      var waiting =
          Differ.diff(new DiffInputs(asked.base(), asked.applied(), record, live, features, now));
      base =
          new PlanContext.Base(
              waiting, Differ.declared(inputs, asked.base(), found.changes()), waiting.findings());
    }
    var origin = new Origin(Scenario.COMMIT, false, asked.loaded().content());
    Plan plan =
        Planner.plan(
            inputs, found.withFindings(findings), new PlanContext(TENANT, origin, base, null));
    var matter =
        new Matter(
            inputs,
            found,
            asked.base() != null ? asked.base() : inputs.appliedState().orElse(null),
            new Judges(
                List.of(asked.guards()),
                (asked.base() == null ? asked.desired() : asked.base()).separations(),
                (asked.base() == null ? asked.desired() : asked.base()).rules(),
                new RevocationRules(
                    revocations(asked), false, features.roleArea(), tenant.facts().endsSessions())),
            asked.own(),
            new Approvals(asked.desired().approvals(), new TreeMap<>(), now),
            Past.nothing(start(asked, live)),
            null);
    return new Planned(
        new Judging(matter, tenant).judge(plan).plan(), header(asked, tenant, now), record);
  }

  /** What the change says is done as well as what its base says, once it is merged. */
  private static List<RevocationPolicy> revocations(Scenario.Asked asked) {
    var all = new LinkedHashMap<Object, RevocationPolicy>();
    if (asked.base() != null) {
      asked.base().revocations().forEach(one -> all.put(one.said(), one));
    }
    asked.desired().revocations().forEach(one -> all.putIfAbsent(one.said(), one));
    return List.copyOf(all.values());
  }

  private static Past.Start start(Scenario.Asked asked, LiveState live) {
    return switch (asked.applied()) {
      case AppliedState.Known _ -> Past.Start.LATER_RUN;
      case AppliedState.Unknown _ ->
          asked.desired().roles().keySet().stream().anyMatch(slug -> live.roles().containsKey(slug))
              ? Past.Start.FIRST_RUN
              : Past.Start.FRESH_TENANT;
    };
  }

  /** As if the applied commit had been run thirty days ago, and nothing before. */
  private static GrantRecord record(Scenario.Asked asked, TenantReader tenant)
      throws TenantException {
    return switch (asked.applied()) {
      case AppliedState.Known known -> {
        var names = DiffInputs.lookUps(known.state(), GrantRecord.nothing()).names();
        yield Seed.of(known.state(), tenant.read(Extent.everything(names)), known.at());
      }
      case AppliedState.Unknown _ -> GrantRecord.nothing();
    };
  }

  private static ReportHeader header(Scenario.Asked asked, TenantReader tenant, Instant now)
      throws TenantException {
    String text =
        switch (asked.applied()) {
          case AppliedState.Known known -> known.commit().substring(0, 7);
          case AppliedState.Unknown unknown -> unknown.reason();
        };
    return new ReportHeader(
        Scenario.TENANT,
        asked.provider().word(),
        URL,
        Scenario.COMMIT.substring(0, 7),
        text,
        tenant.facts().tokenLifetime(),
        now);
  }

  /** The same where somebody has approved whatever can be approved. */
  Planned approved() {
    return plan.verdict() instanceof Verdict.NeedsApproval
        ? new Planned(
            plan.judged(requireNonNull(plan.impact()), plan.revocations(), List.of()),
            header,
            record)
        : this;
  }

  byte[] file() {
    return PlanFile.write(plan);
  }

  Report report() {
    return new Report.Planned(header, plan, PlanFile.digest(plan));
  }

  String render(Format format) {
    return Renderer.render(report(), format);
  }
}
