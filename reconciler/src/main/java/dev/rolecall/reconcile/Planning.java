package dev.rolecall.reconcile;

import dev.rolecall.diff.CatalogueCheck;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.diff.Differ;
import dev.rolecall.diff.Findings;
import dev.rolecall.git.Commit;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.GrantRecord;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Pins;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectLookups;
import dev.rolecall.model.TenantFacts;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.PlanContext;
import dev.rolecall.plan.Planner;
import dev.rolecall.problem.Problem;
import dev.rolecall.record.Settled;
import dev.rolecall.report.ReportHeader;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares what git asks for with the tenant, and plans: of plan, apply and drift. */
public final class Planning {
  private final Instant now;

  /**
   * Begins nothing yet.
   *
   * @param now the time of the run
   */
  public Planning(Instant now) {
    this.now = now;
  }

  /** How much of the tenant is read. */
  public enum Reach {
    /** What a plan needs: the users of roles that git does not look after are left out. */
    PLANNED,
    /** Everything, so that what git does not speak of shows too. */
    EVERYTHING
  }

  /** Reads the tenant and compares it with what git asks for. */
  public Comparison compare(DesiredSide asked, TenantReader reader, Reach reach)
      throws TenantException {
    return compare(asked, reader, reach, SubjectLookups.none());
  }

  /**
   * The same.
   *
   * @param more whom to look up besides
   */
  Comparison compare(DesiredSide asked, TenantReader reader, Reach reach, SubjectLookups more)
      throws TenantException {
    TenantFeatures features = features(asked);
    LiveState live = reader.read(extent(asked, features, reach).lookingUp(more));
    Settled settled = asked.record().settled(live, now);
    Pins pins = asked.settings().identityByName() ? Pins.none() : asked.record().pins(live, now);
    var known =
        new GrantRecord(
            settled.granted(),
            pins,
            asked.record().vanished(),
            asked.record().made(),
            asked.record().drains());
    var inputs = new DiffInputs(asked.desired(), asked.applied(), known, live, features, now);
    DiffResult found = Differ.diff(inputs);
    DiffResult difference = asked.record().record() == null ? found.withoutRecord() : found;
    var ofFiles = new ArrayList<>(asked.problems());
    outdatedCatalogue(asked, live).ifPresent(ofFiles::add);
    RecordNeeded.problem(asked, live).ifPresent(ofFiles::add);
    TenantStanding standing = TenantStanding.of(asked, live, difference.changes(), now);
    ofFiles.addAll(standing.findings());
    List<Problem> findings = Findings.joined(ofFiles, difference.findings());
    TenantFacts facts = reader.facts();
    return new Comparison(
        inputs,
        difference.waiting(standing::wasTakenBack).withFindings(findings),
        settled,
        facts,
        header(asked, facts, now).noting(standing.notes()),
        standing);
  }

  private static Optional<Problem> outdatedCatalogue(DesiredSide asked, LiveState live) {
    return asked.catalogue().flatMap(catalogue -> CatalogueCheck.outdated(catalogue, live));
  }

  private static Extent extent(DesiredSide asked, TenantFeatures features, Reach reach) {
    GrantRecord recorded = asked.record().recorded();
    SubjectLookups lookUps = DiffInputs.lookUps(asked.desired(), recorded);
    Set<Slug> users =
        new TreeSet<>(DiffInputs.usersOf(asked.desired(), asked.applied(), recorded, features));
    users.addAll(asked.record().earlier());
    if (asked.applied() instanceof AppliedState.Known known) {
      lookUps = lookUps.and(DiffInputs.ofWaivers(known.state()));
    }
    for (@Nullable DesiredState other :
        new DesiredState[] {asked.base(), asked.record().seed(), asked.record().fork()}) {
      if (other != null) {
        lookUps = lookUps.and(DiffInputs.lookUps(other, recorded));
        users.addAll(DiffInputs.usersOf(other, asked.applied(), recorded, features));
      }
    }
    return switch (reach) {
      case PLANNED -> Extent.usersOf(users, lookUps);
      case EVERYTHING -> new Extent(null, new Extent.Holders.All(), lookUps);
    };
  }

  /** What to do about the comparison; with a base, this change apart from what was waiting. */
  public Plan plan(DesiredSide asked, Comparison compared) {
    DiffInputs inputs = compared.inputs();
    PlanContext.@Nullable Base base = null;
    if (asked.base() != null) {
      DiffResult waiting = Differ.diff(inputs.desiring(asked.base()));
      var before = new ArrayList<>(asked.problemsOfBase());
      if (asked.keepsCatalogue()) {
        outdatedCatalogue(asked, inputs.live()).ifPresent(before::add);
      }
      base =
          new PlanContext.Base(
              waiting,
              Differ.declared(inputs, asked.base(), compared.difference().changes()),
              Findings.joined(before, waiting.findings()));
    }
    PlanContext.@Nullable Back back = null;
    if (Directions.goesBack(asked.record().direction())) {
      @Nullable DesiredState fork = asked.record().fork();
      back = new PlanContext.Back(fork == null ? null : Differ.diff(inputs.desiring(fork)));
    }
    return Planner.plan(
        inputs,
        compared.difference(),
        new PlanContext(asked.settings().identity(), asked.source().origin(), base, back));
  }

  private static TenantFeatures features(DesiredSide asked) {
    return asked.settings().endpoint().provider().features();
  }

  private static ReportHeader header(DesiredSide asked, @Nullable TenantFacts facts, Instant now) {
    var endpoint = asked.settings().endpoint();
    @Nullable Commit commit = asked.commit();
    String text = commit == null ? "plain folder" : commit.shortId();
    String applied =
        switch (asked.applied()) {
          case AppliedState.Known known ->
              known.commit().substring(0, 7) + (asked.record().appliedWasDirty() ? "+dirty" : "");
          case AppliedState.Unknown unknown -> unknown.reason();
        };
    return new ReportHeader(
        asked.settings().name(),
        endpoint.provider().word(),
        endpoint.url().toString(),
        asked.dirty() ? text + "+dirty" : text,
        applied,
        facts == null ? null : facts.tokenLifetime(),
        now);
  }
}
