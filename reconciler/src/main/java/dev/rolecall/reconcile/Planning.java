package dev.rolecall.reconcile;

import dev.rolecall.desired.Loaded;
import dev.rolecall.desired.bind.PastTombstone;
import dev.rolecall.diff.CatalogueCheck;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.Differ;
import dev.rolecall.diff.Difference;
import dev.rolecall.diff.Findings;
import dev.rolecall.diff.Inputs;
import dev.rolecall.git.Commit;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.GrantRecord;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Pins;
import dev.rolecall.model.Settings;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectLookups;
import dev.rolecall.model.TenantFacts;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.PlanContext;
import dev.rolecall.plan.Planner;
import dev.rolecall.plan.Portion;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.Settled;
import dev.rolecall.report.ReportHeader;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What plan, apply and drift begin with: desired, recorded and live state of one tenant. */
public final class Planning {
  private final RolesRepository repository;
  private final Selection selection;
  private final Environment environment;
  private final Instant now;

  /**
   * Begins nothing yet.
   *
   * @param now the time of the run
   */
  public Planning(
      RolesRepository repository, Selection selection, Environment environment, Instant now) {
    this.repository = repository;
    this.selection = selection;
    this.environment = environment;
    this.now = now;
  }

  /** How much of the tenant is read. */
  public enum Reach {
    /** What a plan needs: the users of roles that git does not look after are left out. */
    PLANNED,
    /** Everything, so that what git does not speak of shows too. */
    EVERYTHING
  }

  /**
   * What git asks for, and what the record says.
   *
   * @param rebind the name by which the record of a tenant that moved is taken over; null: it has
   *     not moved
   * @param known is told of the tenant as soon as its settings are read, which is long before the
   *     documents are
   * @throws InvalidInputException when the files have errors
   * @throws RefusedException when the record cannot be read
   */
  public DesiredSide ask(@Nullable String rebind, Consumer<TenantSettings> known)
      throws IOException, RefusedException {
    var problems = new ArrayList<>(repository.gitProblems());
    @Nullable Commit baseCommit = repository.base().orElse(null);
    @Nullable Loaded base = baseCommit == null ? null : repository.at(baseCommit, now);
    Settings settings = repository.settings();
    TenantSettings tenant = TenantSelector.of(settings, selection, environment);
    requireFormer(settings, tenant, rebind);
    known.accept(tenant);
    @Nullable Commit head = repository.commit().orElse(null);
    // What git and the record know takes about as long as the files do.
    var reading = new RecordReading(repository, tenant, now);
    var uncommitted = Background.of(() -> repository.uncommitted(tenant));
    var recorded = Background.of(() -> reading.read(rebind));
    var past = Background.of(() -> tombstones(tenant, recorded.get()));
    Loaded loaded =
        repository.load(
            now,
            base == null || baseCommit == null ? null : base.asBase(baseCommit.shortId()),
            past::join);
    List<Problem> found = Findings.ofFiles(loaded.problems(), loaded.states().values());
    if (Problem.anyError(found)) {
      throw new InvalidInputException(found);
    }
    String name = tenant.name();
    DesiredState desired = loaded.states().getOrDefault(name, DesiredState.empty(name));
    @Nullable DesiredState before =
        base == null ? null : base.states().getOrDefault(name, DesiredState.empty(name));
    found.stream()
        .filter(problem -> !Findings.isOfAnotherTenant(problem, before, desired))
        .forEach(problems::add);
    List<String> changed = uncommitted.get();
    var source = new DesiredSide.Source(loaded, head, changed);
    RecordSide record = reading.judge(recorded.get(), source);
    if (base == null) {
      problems.addAll(reading.settingsChanged(recorded.get()));
    }
    if (rebind != null && record.isOf(tenant.identity())) {
      problems.add(
          Problem.warning(
              RuleId.NOT_MOVED,
              null,
              "%s has not moved: its record is of %s already."
                  .formatted(tenant.name(), tenant.identity())));
    }
    problems.addAll(PointedChanges.of(repository));
    problems.addAll(Directions.problem(record.direction(), head).stream().toList());
    return new DesiredSide(
        tenant,
        desired,
        before,
        record,
        source,
        problems,
        base == null ? List.of() : base.problems());
  }

  /** The record of one tenant is never taken for another's. */
  private static void requireFormer(
      Settings settings, TenantSettings tenant, @Nullable String rebind) {
    if (rebind != null && !rebind.equals(tenant.name()) && settings.tenants().containsKey(rebind)) {
      throw new InvalidInputException(
          Problem.error(
                  RuleId.UNKNOWN_TENANT,
                  null,
                  "%s is a tenant of its own in rolecall.yaml, not what %s was called before."
                      .formatted(rebind, tenant.name()))
              .advising("Name the tenant itself if it has moved to another url."));
    }
  }

  private List<PastTombstone> tombstones(TenantSettings tenant, RecordReading.Found recorded)
      throws IOException {
    var past = new ArrayList<>(repository.tombstones(tenant, recorded.lastTarget().orElse(null)));
    past.addAll(recorded.tombstones(tenant));
    return past;
  }

  /** Reads the tenant and compares it with what git asks for. */
  public Comparison compare(DesiredSide asked, TenantReader reader, Reach reach)
      throws TenantException {
    TenantFeatures features = features(asked);
    LiveState live = reader.read(extent(asked, features, reach));
    Settled settled = asked.record().settled(live, now);
    Pins pins = asked.settings().identityByName() ? Pins.none() : asked.record().pins(live, now);
    var known =
        new GrantRecord(settled.granted(), pins, asked.record().vanished(), asked.record().made());
    var inputs = new Inputs(asked.desired(), asked.applied(), known, live, features, now);
    Difference found = Differ.diff(inputs);
    Difference difference = asked.record().record() == null ? found.withoutRecord() : found;
    var ofFiles = new ArrayList<>(asked.problems());
    Optional.ofNullable(asked.loaded().catalogues().get(asked.settings().name()))
        .flatMap(catalogue -> CatalogueCheck.outdated(catalogue, live))
        .ifPresent(ofFiles::add);
    RecordNeeded.problem(asked, live).ifPresent(ofFiles::add);
    List<Problem> findings = Findings.joined(ofFiles, difference.findings());
    TenantFacts facts = reader.facts();
    return new Comparison(
        inputs, difference.withFindings(findings), settled, facts, header(asked, facts));
  }

  private static Extent extent(DesiredSide asked, TenantFeatures features, Reach reach) {
    GrantRecord recorded = asked.record().recorded();
    SubjectLookups lookUps = Inputs.lookUps(asked.desired(), recorded);
    Set<Slug> users =
        new TreeSet<>(Inputs.usersOf(asked.desired(), asked.applied(), recorded, features));
    users.addAll(asked.record().earlier());
    for (@Nullable DesiredState other :
        new DesiredState[] {asked.base(), asked.record().seed(), asked.record().fork()}) {
      if (other != null) {
        lookUps = lookUps.and(Inputs.lookUps(other, recorded));
        users.addAll(Inputs.usersOf(other, asked.applied(), recorded, features));
      }
    }
    return switch (reach) {
      case PLANNED -> Extent.usersOf(users, lookUps);
      case EVERYTHING -> new Extent(null, new Extent.Holders.All(), lookUps);
    };
  }

  /** What to do about the comparison; with a base, this change apart from what was waiting. */
  public Plan plan(DesiredSide asked, Comparison compared) {
    Inputs inputs = compared.inputs();
    PlanContext.@Nullable Base base = null;
    if (asked.base() != null) {
      Difference waiting = Differ.diff(inputs.desiring(asked.base()));
      base =
          new PlanContext.Base(
              waiting,
              Differ.declared(inputs, asked.base(), compared.difference().changes()),
              Findings.joined(asked.problemsOfBase(), waiting.findings()));
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

  /** What the commit, where it goes back, would undo of what was applied. */
  public List<Change> undoing(DesiredSide asked, Comparison compared) {
    return Directions.goesBack(asked.record().direction())
        ? plan(asked, compared).changesOf(Portion.GOES_BACK)
        : List.of();
  }

  private static TenantFeatures features(DesiredSide asked) {
    return Providers.features(asked.settings().endpoint().provider());
  }

  ReportHeader header(DesiredSide asked, @Nullable TenantFacts facts) {
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
        facts == null ? null : facts.tokenLifetime());
  }
}
