package dev.rolecall.diff;

import dev.rolecall.model.AppliedState;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredCapability;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.GrantRecord;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectLookups;
import dev.rolecall.model.SubjectName;
import dev.rolecall.model.TenantFeatures;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Everything a comparison depends on; time is one of them.
 *
 * @param applied what the last run left the tenant to be: tells causes, decides no removal
 * @param record what git granted, and whom names meant
 */
public record DiffInputs(
    DesiredState desired,
    AppliedState applied,
    GrantRecord record,
    LiveState live,
    TenantFeatures features,
    Instant now) {

  /** The same files, another tenant. */
  public DiffInputs of(LiveState other) {
    return new DiffInputs(desired, applied, record, other, features, now);
  }

  /** The same tenant, other files. */
  public DiffInputs desiring(DesiredState other) {
    return new DiffInputs(other, applied, record, live, features, now);
  }

  /** Whom a comparison of this state looks up in the live directory. */
  public static SubjectLookups lookUps(DesiredState desired, GrantRecord record) {
    var names = new HashSet<SubjectName>();
    var besideIds = new HashSet<SubjectName>();
    var ids = new TreeSet<SubjectId>();
    var pinned = new TreeMap<SubjectName, String>();
    for (DesiredHolding holding : desired.holdings().values()) {
      for (DesiredAssignment line : holding.assignments()) {
        if (line.id() != null) {
          ids.add(new SubjectId(line.subject().kind(), line.id()));
          if (!line.subject().name().equals(line.id())) {
            besideIds.add(line.subject().folded()); // who is kept should the id be nobody's
          }
          continue;
        }
        SubjectName name = line.subject().folded();
        if (names.add(name)) {
          record.pins().of(name).ifPresent(pin -> pinned.put(name, pin.id()));
        }
      }
    }
    names.addAll(besideIds);
    record.drains().holders().stream()
        .filter(one -> !one.granted() && standsAgain(desired, one.grant().role()))
        .forEach(one -> ids.add(one.grant().subject()));
    return new SubjectLookups(new TreeSet<>(names), ids, pinned).and(ofWaivers(desired));
  }

  /** Whether a role that was drained is declared without a tombstone. */
  private static boolean standsAgain(DesiredState desired, Slug role) {
    return desired.roles().containsKey(role) && !desired.ends(role);
  }

  /** Whom the waivers of its policies name. */
  public static SubjectLookups ofWaivers(DesiredState desired) {
    return SubjectLookups.ofNames(
        desired.separations().stream()
            .flatMap(policy -> policy.waivers().stream())
            .flatMap(waiver -> waiver.subjects().stream())
            .map(SubjectName::folded)
            .collect(Collectors.toSet()));
  }

  /**
   * The roles whose users a comparison looks at: where git adds, removes or granted, and what is
   * retired or has vanished. Whether the live state has the users of other roles too does not show
   * in the changes.
   */
  public static Set<Slug> usersOf(
      DesiredState desired, AppliedState applied, GrantRecord record, TenantFeatures features) {
    var roles = new TreeSet<Slug>(desired.tombstones().keySet());
    addManaged(desired, roles);
    record.drains().holders().stream()
        .map(one -> one.grant().role())
        .filter(role -> standsAgain(desired, role))
        .forEach(roles::add);
    desired.retiredCapabilities().keySet().forEach(id -> features.heldAs(id).ifPresent(roles::add));
    record.granted().roles().stream()
        .filter(slug -> grantedUsers(record, slug) || !desired.holdings().containsKey(slug))
        .forEach(roles::add);
    switch (applied) {
      case AppliedState.Known known -> {
        addManaged(known.state(), roles);
        known.state().roles().keySet().stream()
            .filter(slug -> !desired.roles().containsKey(slug))
            .forEach(roles::add);
      }
      case AppliedState.Unknown _ -> {}
    }
    return roles;
  }

  private static boolean grantedUsers(GrantRecord record, Slug role) {
    return !record.granted().of(role, SubjectKind.USER).isEmpty();
  }

  /** Whether somebody may still hold it whose line has ended, which is said in observe too. */
  private static boolean mayHaveEnded(DesiredHolding holding) {
    return holding.of(SubjectKind.USER).stream().anyMatch(line -> line.expires() != null);
  }

  private static void addManaged(DesiredState state, Set<Slug> roles) {
    state.holdings().values().stream()
        .filter(holding -> holding.manage().users() != ManageMode.OBSERVE || mayHaveEnded(holding))
        .map(DesiredHolding::role)
        .forEach(roles::add);
  }

  /** Whether git declares this role and nothing can be done: its slug is retired for ever. */
  boolean leavesAlone(Slug slug) {
    return desired.retiredBefore().contains(slug)
        || (desired.roles().containsKey(slug)
            && !desired.ends(slug)
            && !live.roles().containsKey(slug)
            && live.retired().contains(slug));
  }

  /** Whether the content is such a role, which this role, live or new, does not contain yet. */
  boolean leavesOut(Slug role, CapabilityId content) {
    LiveRole container = live.roles().get(role);
    return (container == null || !container.definition().capabilities().contains(content))
        && features.asRole(content).filter(this::leavesAlone).isPresent();
  }

  public Optional<DesiredState> appliedState() {
    return switch (applied) {
      case AppliedState.Known known -> Optional.of(known.state());
      case AppliedState.Unknown _ -> Optional.empty();
    };
  }

  /** When the last run was that left nothing out; the beginning of time where nothing is known. */
  Instant appliedAfter() {
    return switch (applied) {
      case AppliedState.Known known -> known.at();
      case AppliedState.Unknown _ -> Instant.MIN;
    };
  }

  Optional<DesiredRole> appliedRole(Slug slug) {
    return appliedState().map(state -> state.roles().get(slug));
  }

  Optional<DesiredHolding> appliedHolding(Slug slug) {
    return appliedState().map(state -> state.holdings().get(slug));
  }

  Optional<DesiredCapability> appliedCapability(CapabilityId id) {
    return appliedState().map(state -> state.capabilities().get(id));
  }

  /**
   * A live role that neither the applied commit declared nor a run of ours made: git meets it for
   * the first time.
   */
  boolean takesOver(Slug slug) {
    return live.roles().containsKey(slug)
        && appliedRole(slug).isEmpty()
        && appliedHolding(slug).isEmpty()
        && !record.granted().roles().contains(slug)
        && !record.made().roles().contains(slug)
        && !record.vanished().roles().contains(slug);
  }
}
