package dev.rolecall.reconcile;

import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.desired.bind.PastTombstone;
import dev.rolecall.diff.Findings;
import dev.rolecall.git.Commit;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Settings;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the git side of a run: the files at hand, the record, and what history retired. */
public final class DesiredSideReader {
  private final RolesRepository repository;
  private final Selection selection;
  private final Environment environment;
  private final Instant now;

  /**
   * Begins nothing yet.
   *
   * @param now the time of the run
   */
  public DesiredSideReader(
      RolesRepository repository, Selection selection, Environment environment, Instant now) {
    this.repository = repository;
    this.selection = selection;
    this.environment = environment;
    this.now = now;
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
  public DesiredSide read(@Nullable String rebind, Consumer<TenantSettings> known)
      throws IOException {
    var problems = new ArrayList<>(repository.gitProblems());
    @Nullable Commit baseCommit = repository.base().orElse(null);
    var loader = new DesiredLoader(repository, now, environment.clock().instant());
    @Nullable RepositoryContent base = baseCommit == null ? null : loader.at(baseCommit);
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
    RepositoryContent loaded =
        loader.load(
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
    RecordSide record = new RecordJudgement(repository, tenant, now).judge(recorded.get(), source);
    if (base == null) {
      problems.addAll(recorded.get().settingsChanged(settings, tenant));
    }
    if (rebind != null && record.isOf(tenant.identity())) {
      problems.add(notMoved(tenant));
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
        base,
        BurntSlugs.of(past.get()),
        recorded.get().guards(tenant).orElse(null));
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

  private static Problem notMoved(TenantSettings tenant) {
    return Problem.warning(
        RuleId.NOT_MOVED,
        null,
        "%s has not moved: its record is of %s already."
            .formatted(tenant.name(), tenant.identity()));
  }

  private List<PastTombstone> tombstones(TenantSettings tenant, FetchedRecord recorded)
      throws IOException {
    @Nullable Commit run = recorded.lastTarget().orElse(null);
    var past = new ArrayList<>(RetiredSlugSearch.ofTenant(tenant, run, repository));
    past.addAll(recorded.tombstones(tenant));
    return BurntSlugs.of(recorded.tip(), now).among(past, tenant.name());
  }
}
