package dev.rolecall.reconcile;

import dev.rolecall.access.Impact;
import dev.rolecall.access.ImpactScope;
import dev.rolecall.desired.RepositoryContent;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.Differ;
import dev.rolecall.model.AppliedState;
import dev.rolecall.model.Approval;
import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityDefinition;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Catalogue;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Grant;
import dev.rolecall.model.GrantRecord;
import dev.rolecall.model.Granted;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.People;
import dev.rolecall.model.Pins;
import dev.rolecall.model.Settings;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectName;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.plan.StepIds;
import dev.rolecall.policy.Approvals;
import dev.rolecall.policy.Judge;
import dev.rolecall.policy.Moves;
import dev.rolecall.policy.Objection;
import dev.rolecall.policy.Past;
import dev.rolecall.policy.Proposal;
import dev.rolecall.policy.Proposed;
import dev.rolecall.report.GuardedTenant;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Judges a change by the guards that need no tenant: as if the tenant was what the base declares,
 * and everybody there under the name that a line gives.
 */
final class OfflineGuards {
  private final TenantSettings settings;
  private final DesiredState base;
  private final DesiredState head;
  private final Instant now;

  private OfflineGuards(
      TenantSettings settings, DesiredState base, DesiredState head, Instant now) {
    this.settings = settings;
    this.base = base;
    this.head = head;
    this.now = now;
  }

  /**
   * By tenant of the base, those that have something against the head. Approvals of the base that
   * this clone knows to be used lift nothing more; one that came with the change may have been used
   * for it, where that is applied already.
   */
  static List<GuardedTenant> judge(
      RolesRepository repository, RepositoryContent base, RepositoryContent head, Instant now)
      throws IOException {
    var found = new ArrayList<GuardedTenant>();
    @Nullable Settings all = base.settings();
    if (all == null) {
      return found;
    }
    for (TenantSettings settings : all.tenants().values()) {
      String name = settings.name();
      @Nullable DesiredState before = base.states().get(name);
      @Nullable DesiredState after = head.states().get(name);
      if (before != null && after != null) {
        var used = new TreeMap<>(SpentApprovals.bound(repository, settings));
        used.keySet().retainAll(before.approvals().stream().map(Approval::digest).toList());
        var approvals = new Approvals(after.approvals(), used, now);
        List<Objection> against =
            new OfflineGuards(settings, before, after, now)
                .objections(head.catalogues().get(name), approvals);
        if (!against.isEmpty()) {
          found.add(new GuardedTenant(name, now, against));
        }
      }
    }
    return found;
  }

  private List<Objection> objections(@Nullable Catalogue catalogue, Approvals approvals) {
    var inputs =
        new DiffInputs(
            head,
            new AppliedState.Known("0".repeat(40), now, base),
            new GrantRecord(Granted.of(grants()), Pins.none()),
            live(catalogue),
            settings.endpoint().provider().features(),
            now);
    List<Proposed> steps =
        Differ.diff(inputs).changes().stream()
            .map(change -> new Proposed(StepIds.of(change), change))
            .toList();
    var answered = new AnsweredFor(inputs, base, steps, true);
    var proposal =
        new Proposal(
            inputs,
            steps,
            answered.judged(),
            answered.losing(),
            base,
            answered.live(),
            Impact.none(),
            byName(answered, inputs),
            Impact.none(),
            People.nobody(),
            List.of(),
            Moves.none(),
            List.of(),
            List.of(),
            Past.nothing(Past.Start.LATER_RUN));
    return Judge.offline(settings.guards(), RuleBook.ready(base.rules()))
        .judge(proposal, approvals);
  }

  /** What becomes of those whom lines name; who is in a group, nobody knows here. */
  private static Impact byName(AnsweredFor answered, DiffInputs inputs) {
    List<Change> changes = answered.judged().stream().map(Proposed::change).toList();
    return ImpactScope.of(answered.live(), inputs.features(), changes).behind(People.nobody());
  }

  private List<Grant> grants() {
    var grants = new ArrayList<Grant>();
    for (DesiredHolding holding : base.holdings().values()) {
      holding.assignments().stream()
          .filter(line -> line.activeAt(now))
          .forEach(line -> grants.add(new Grant(holding.role(), subject(line).identity())));
    }
    return grants;
  }

  private static Subject subject(DesiredAssignment line) {
    SubjectName name = line.subject().folded();
    return new Subject(
        name.kind(), line.id() == null ? name.name() : line.id(), line.subject().name());
  }

  private static Capability live(CapabilityDefinition defined) {
    return new Capability(
        defined.id(),
        defined.name(),
        defined.description(),
        Capability.Status.IN_FLIGHT,
        Capability.Origin.TENANT_DEFINED);
  }

  private LiveState live(@Nullable Catalogue catalogue) {
    var capabilities = new TreeMap<CapabilityId, Capability>();
    var roles = new TreeMap<Slug, LiveRole>();
    if (catalogue != null) {
      capabilities.putAll(catalogue.capabilities());
      catalogue
          .systemRoles()
          .forEach((slug, role) -> roles.put(slug, new LiveRole(role, true, null)));
    }
    base.capabilities().forEach((id, one) -> capabilities.put(id, live(one.definition())));
    base.roles()
        .forEach((slug, role) -> roles.put(slug, new LiveRole(role.definition(), false, null)));
    var holders = new TreeMap<Slug, List<Subject>>();
    var directory = new SubjectDirectory.Builder();
    for (DesiredHolding holding : base.holdings().values()) {
      holders.put(
          holding.role(),
          holding.assignments().stream()
              .filter(line -> line.activeAt(now))
              .map(OfflineGuards::subject)
              .toList());
      holding.assignments().forEach(line -> directory.add(line.subject(), subject(line)));
    }
    for (DesiredHolding holding : head.holdings().values()) {
      holding.assignments().forEach(line -> directory.add(line.subject(), subject(line)));
    }
    return new LiveState(
        capabilities, roles, holders, directory.build(), new TreeSet<>(base.retired().keySet()));
  }
}
