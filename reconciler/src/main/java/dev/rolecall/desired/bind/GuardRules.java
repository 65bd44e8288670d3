package dev.rolecall.desired.bind;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Catalogue;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Guards;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Settings;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A guard that names what no tenant has guards nothing, and nobody would notice. */
final class GuardRules {
  private final Map<String, DesiredState> states;
  private final Map<String, Catalogue> catalogues;

  private record Named(Holdable item, SourceRef at) {}

  GuardRules(Map<String, DesiredState> states, Map<String, Catalogue> catalogues) {
    this.states = states;
    this.catalogues = catalogues;
  }

  void check(Settings settings, Set<Problem> problems) {
    for (TenantSettings tenant : settings.tenants().values()) {
      for (Named named : named(tenant.guards())) {
        if (settings.tenants().values().stream().noneMatch(one -> mayHave(one, named.item()))) {
          RuleId rule =
              switch (named.item()) {
                case Holdable.OfRole _ -> RuleId.UNKNOWN_ROLE;
                case Holdable.OfCapability _ -> RuleId.UNKNOWN_CAPABILITY;
              };
          problems.add(
              Problem.warning(
                      rule,
                      named.at(),
                      "A guard names the %s, which neither git nor a catalogue has: it guards that only where it is live."
                          .formatted(Words.shown(named.item().toString())))
                  .advising("Correct the name; once nobody has it any more, remove the guard."));
        }
      }
    }
  }

  private static List<Named> named(Guards guards) {
    var all = new ArrayList<Named>();
    for (Guards.MinimumHolders one : guards.minimumHolders()) {
      if (one.at() != null) {
        all.add(new Named(one.item(), one.at()));
      }
    }
    guards
        .requiredHolders()
        .forEach(one -> all.add(new Named(new Holdable.OfRole(one.role()), one.at())));
    for (Guards.Protected one : guards.protectedItems()) {
      if (one instanceof Guards.Protected.OfRole role) {
        all.add(new Named(new Holdable.OfRole(role.role()), role.at()));
      }
    }
    guards.maxDurations().forEach(one -> all.add(new Named(one.item(), one.at())));
    return all;
  }

  /** Without a catalogue nobody can tell what a tenant has beside what is declared. */
  private boolean mayHave(TenantSettings tenant, Holdable item) {
    @Nullable DesiredState state = states.get(tenant.name());
    @Nullable Catalogue catalogue = catalogues.get(tenant.name());
    TenantFeatures features = tenant.endpoint().provider().features();
    return catalogue == null
        || state == null
        || switch (item) {
          case Holdable.OfRole(Slug slug) ->
              state.roles().containsKey(slug)
                  || features.systemRoles().contains(slug)
                  || catalogue.systemRoles().containsKey(slug)
                  || catalogue.capabilities().keySet().stream()
                      .anyMatch(id -> features.heldAs(id).filter(slug::equals).isPresent());
          case Holdable.OfCapability(CapabilityId id) ->
              catalogue.capabilities().containsKey(id) || state.capabilities().containsKey(id);
        };
  }
}
