package dev.rolecall.diff;

import dev.rolecall.model.AppliedState;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredCapability;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectName;
import dev.rolecall.model.TenantFeatures;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Everything a comparison depends on; time is one of them. */
public record Inputs(
    DesiredState desired,
    AppliedState applied,
    LiveState live,
    TenantFeatures features,
    Instant now) {

  /** Every name that a comparison of these two will look up in the live directory. */
  public static Set<SubjectName> subjects(DesiredState desired, AppliedState applied) {
    var names = new TreeSet<SubjectName>();
    addNames(desired, names);
    switch (applied) {
      case AppliedState.Known known -> addNames(known.state(), names);
      case AppliedState.Unknown _ -> {}
    }
    return names;
  }

  /**
   * The roles whose users a comparison of these two looks at: where git adds, removes or took care
   * of users, and what is retired or has vanished. Whether the live state has the users of other
   * roles too does not show in the changes.
   */
  public static Set<Slug> usersOf(
      DesiredState desired, AppliedState applied, TenantFeatures features) {
    var roles = new TreeSet<Slug>(desired.retired().keySet());
    addManaged(desired, roles);
    desired.retiredCapabilities().keySet().forEach(id -> features.heldAs(id).ifPresent(roles::add));
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

  private static void addManaged(DesiredState state, Set<Slug> roles) {
    state.holdings().values().stream()
        .filter(holding -> holding.manage().users() != ManageMode.OBSERVE)
        .map(DesiredHolding::role)
        .forEach(roles::add);
  }

  private static void addNames(DesiredState state, Set<SubjectName> names) {
    for (DesiredHolding holding : state.holdings().values()) {
      for (DesiredAssignment assignment : holding.assignments()) {
        names.add(assignment.subject().folded());
      }
    }
  }

  Optional<DesiredState> appliedState() {
    return switch (applied) {
      case AppliedState.Known known -> Optional.of(known.state());
      case AppliedState.Unknown _ -> Optional.empty();
    };
  }

  /** The last apply was no earlier; the beginning of time where nothing is known. */
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

  /** A live role that the applied commit did not declare: git meets it for the first time. */
  boolean takesOver(Slug slug) {
    return live.roles().containsKey(slug)
        && appliedRole(slug).isEmpty()
        && appliedHolding(slug).isEmpty();
  }
}
