package dev.rolecall.reconcile;

import dev.rolecall.desired.Loaded;
import dev.rolecall.diff.CatalogueCheck;
import dev.rolecall.diff.Differ;
import dev.rolecall.diff.Difference;
import dev.rolecall.diff.Findings;
import dev.rolecall.diff.Inputs;
import dev.rolecall.git.Applied;
import dev.rolecall.git.Commit;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Settings;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectName;
import dev.rolecall.model.TenantFacts;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Planner;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.report.Header;
import dev.rolecall.tenant.Extent;
import dev.rolecall.tenant.SubjectLookups;
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

/** What plan, apply and drift begin with: desired, applied and live state of one tenant. */
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

  /**
   * What git asks for.
   *
   * @param baseRevision of {@code --base}; null without one
   * @param known is told of the tenant as soon as its settings are read, which is long before the
   *     documents are
   * @throws InvalidInputException when the files have errors
   */
  public DesiredSide ask(@Nullable String baseRevision, Consumer<TenantSettings> known)
      throws IOException {
    var problems = new ArrayList<>(repository.gitProblems());
    @Nullable Commit baseCommit = baseRevision == null ? null : repository.base(baseRevision);
    @Nullable Loaded base = baseCommit == null ? null : repository.at(baseCommit, now);
    Settings settings = settings(base);
    TenantSettings tenant = TenantSelector.of(settings, selection, environment);
    known.accept(tenant);
    Applied record = applied(tenant.name(), problems);
    Optional<Commit> head = repository.commit();
    // What git knows takes about as long as the files do.
    var past = Background.of(() -> repository.tombstones(tenant, record));
    var uncommitted = Background.of(() -> repository.dirty(settings));
    Loaded loaded =
        repository.load(
            now,
            base == null || baseCommit == null ? null : base.asBase(baseCommit.shortId()),
            past::join);
    List<Problem> found = Findings.ofFiles(loaded.problems());
    if (Problem.anyError(found)) {
      throw new InvalidInputException(found);
    }
    problems.addAll(found);
    String name = tenant.name();
    boolean dirty = uncommitted.get();
    return new DesiredSide(
        tenant,
        loaded.states().getOrDefault(name, DesiredState.empty(name)),
        state(name, record, dirty ? null : head.orElse(null), loaded),
        record,
        base == null ? null : base.states().getOrDefault(name, DesiredState.empty(name)),
        loaded,
        head.orElse(null),
        dirty,
        problems);
  }

  /** Reads the tenant and compares it with what git asks for. */
  public Comparison compare(DesiredSide asked, TenantReader reader) throws TenantException {
    Set<SubjectName> names = new TreeSet<>(Inputs.subjects(asked.desired(), asked.applied()));
    TenantFeatures features = features(asked);
    Set<Slug> users = new TreeSet<>(Inputs.usersOf(asked.desired(), asked.applied(), features));
    if (asked.base() != null) {
      names.addAll(Inputs.subjects(asked.base(), asked.applied()));
      users.addAll(Inputs.usersOf(asked.base(), asked.applied(), features));
    }
    LiveState live = reader.read(Extent.usersOf(users, SubjectLookups.ofNames(names)));
    var inputs = new Inputs(asked.desired(), asked.applied(), live, features, now);
    Difference difference = Differ.diff(inputs);
    var ofFiles = new ArrayList<>(asked.problems());
    Optional.ofNullable(asked.loaded().catalogues().get(asked.settings().name()))
        .flatMap(catalogue -> CatalogueCheck.outdated(catalogue, live))
        .ifPresent(ofFiles::add);
    List<Problem> findings = Findings.joined(ofFiles, difference.findings());
    return new Comparison(
        inputs, new Difference(difference.changes(), findings), header(asked, reader.facts()));
  }

  /** What to do about the comparison; with a base, this change apart from what was waiting. */
  public Plan plan(DesiredSide asked, Comparison compared) {
    var inputs = compared.inputs();
    @Nullable Difference waiting =
        asked.base() == null
            ? null
            : Differ.diff(
                new Inputs(asked.base(), asked.applied(), inputs.live(), features(asked), now));
    return Planner.plan(inputs, compared.difference(), waiting, asked.origin());
  }

  private static TenantFeatures features(DesiredSide asked) {
    return Providers.features(asked.settings().endpoint().provider());
  }

  Header header(DesiredSide asked, @Nullable TenantFacts facts) {
    var endpoint = asked.settings().endpoint();
    @Nullable Commit commit = asked.commit();
    String text = commit == null ? "plain folder" : commit.shortId();
    String applied =
        switch (asked.applied()) {
          case AppliedState.Known known -> known.commit().substring(0, 7);
          case AppliedState.Unknown unknown -> unknown.reason();
        };
    return new Header(
        asked.settings().name(),
        endpoint.provider().word(),
        endpoint.url().toString(),
        asked.dirty() ? text + "+dirty" : text,
        applied,
        facts == null ? null : facts.tokenLifetime());
  }

  private Settings settings(@Nullable Loaded base) throws IOException {
    if (base != null && base.settings() != null) {
      return base.settings();
    }
    return repository.settings();
  }

  private Applied applied(String tenant, List<Problem> problems) throws IOException {
    var git = repository.git();
    if (git.isEmpty()) {
      return new Applied.Nothing();
    }
    var refreshed = git.get().applied(tenant).refresh();
    refreshed
        .warning()
        .ifPresent(text -> problems.add(Problem.warning(RuleId.APPLIED_REF, null, text)));
    return refreshed.applied();
  }

  /**
   * The state of the applied commit.
   *
   * @param clean the commit that {@code here} is, so that it need not be read twice; null: none
   */
  private AppliedState state(String tenant, Applied record, @Nullable Commit clean, Loaded here)
      throws IOException {
    return switch (record) {
      case Applied.Nothing _ -> new AppliedState.Unknown("nothing applied yet");
      case Applied.Unreadable(String id, String reason) ->
          new AppliedState.Unknown("%s cannot be read: %s".formatted(id.substring(0, 7), reason));
      case Applied.Known(Commit commit) -> {
        boolean same = clean != null && clean.id().equals(commit.id());
        Loaded loaded = same ? here : repository.at(commit, now);
        @Nullable DesiredState state = loaded.states().get(tenant);
        yield state == null
            ? new AppliedState.Unknown(
                "%s does not declare the tenant %s".formatted(commit.shortId(), tenant))
            : new AppliedState.Known(commit.id(), commit.time(), state);
      }
    };
  }
}
