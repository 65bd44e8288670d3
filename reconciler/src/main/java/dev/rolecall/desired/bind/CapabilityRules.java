package dev.rolecall.desired.bind;

import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Catalogue;
import dev.rolecall.model.DesiredCapability;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.Sourced;
import dev.rolecall.model.Tombstone;
import dev.rolecall.model.Wildcard;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.problem.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Capabilities against the catalogue, the declared ones and the retired ones. */
final class CapabilityRules {
  private final @Nullable Catalogue catalogue;
  private final Map<CapabilityId, DesiredCapability> declared;
  private final Map<CapabilityId, Tombstone.OfCapability> retired;
  private final NestedRoles inner;
  private final UnreadTexts unread;
  private final Set<Problem> problems;
  private final Suggestions.FirstFew near = new Suggestions.FirstFew();

  CapabilityRules(
      @Nullable Catalogue catalogue,
      Map<CapabilityId, DesiredCapability> declared,
      Map<CapabilityId, Tombstone.OfCapability> retired,
      NestedRoles inner,
      UnreadTexts unread,
      Set<Problem> problems) {
    this.inner = inner;
    this.unread = unread;
    this.catalogue = catalogue;
    this.declared = declared;
    this.retired = retired;
    this.problems = problems;
  }

  void check(Collection<DesiredRole> roles) {
    declared.values().forEach(capability -> declaration(capability.id(), capability.at()));
    for (Tombstone.OfCapability tombstone : retired.values()) {
      if (inner.is(tombstone.id())) {
        problems.add(inner.notACapability(tombstone.id(), "RetiredRole", tombstone.at()));
      } else if (isSystem(tombstone.id())) {
        String message =
            Words.shown(tombstone.id()) + " ships with the tenant and cannot be retired.";
        problems.add(Problem.error(RuleId.SYSTEM_CAPABILITY, tombstone.at(), message));
      }
    }
    for (DesiredRole role : roles) {
      role.capabilities().forEach((id, at) -> use(role, id, at));
    }
  }

  private void declaration(CapabilityId id, SourceRef at) {
    if (inner.is(id)) {
      problems.add(inner.notACapability(id, "Role", at));
    } else if (isSystem(id)) {
      String message = Words.shown(id) + " ships with the tenant and needs no declaration.";
      problems.add(Problem.error(RuleId.SYSTEM_CAPABILITY, at, message));
    }
    var tombstone = retired.get(id);
    if (tombstone != null) {
      String message = "%s is retired at %s.".formatted(Words.shown(id), tombstone.at());
      problems.add(Problem.error(RuleId.RETIRED_CAPABILITY, at, message));
    }
  }

  private boolean isSystem(CapabilityId id) {
    Capability listed = catalogue == null ? null : catalogue.capabilities().get(id);
    return listed != null && listed.origin() == Capability.Origin.SYSTEM;
  }

  private void use(DesiredRole role, CapabilityId id, SourceRef at) {
    if (declared.containsKey(id)) {
      return;
    }
    Problem retiredRole = inner.retired(id, role, at);
    if (retiredRole != null) {
      problems.add(retiredRole);
      return;
    }
    if (inner.isKnown(id)) {
      return;
    }
    var tombstone = retired.get(id);
    if (tombstone != null) {
      String message =
          "%s is retired at %s, but the role %s has it."
              .formatted(Words.shown(id), tombstone.at(), Words.shown(role.slug()));
      problems.add(
          Problem.error(RuleId.RETIRED_CAPABILITY, at, message)
              .advising("Remove it from the role."));
      return;
    }
    if (catalogue == null) {
      return;
    }
    Capability listed = catalogue.capabilities().get(id);
    if (listed == null && unread.mentions(id.action())) {
      return;
    }
    if (listed == null) {
      unknown(id, at, catalogue);
    } else if (listed.status() == Capability.Status.IN_FLIGHT) {
      String message = Words.shown(id) + " is assignable but does nothing yet.";
      problems.add(Problem.warning(RuleId.CAPABILITY_IN_FLIGHT, at, message));
    }
  }

  /** That a policy names it, which gives it to nobody. */
  void named(Sourced<CapabilityId> capability) {
    CapabilityId id = capability.value();
    SourceRef at = capability.at();
    if (declared.containsKey(id)) {
      return;
    }
    Tombstone role = inner.tombstone(id);
    Tombstone tombstone = role == null && !inner.isKnown(id) ? retired.get(id) : role;
    if (tombstone != null) {
      String message =
          "%s is retired at %s, so nobody can hold it.".formatted(Words.shown(id), tombstone.at());
      problems.add(
          Problem.error(RuleId.RETIRED_CAPABILITY, at, message).advising(PolicyRules.REMOVAL));
    } else if (catalogue != null
        && !inner.isKnown(id)
        && !catalogue.capabilities().containsKey(id)
        && !unread.mentions(id.action())) {
      unknown(id, at, catalogue);
    }
  }

  /** That a pattern is to stand for some; where no catalogue is committed nobody can tell. */
  void matched(Sourced<Wildcard> pattern) {
    if (catalogue != null
        && names(catalogue).stream().noneMatch(name -> pattern.value().matches(name))) {
      String message =
          "%s stands for no capability of %s."
              .formatted(Words.shown(pattern.value()), catalogue.tenant());
      problems.add(Problem.warning(RuleId.UNKNOWN_CAPABILITY, pattern.at(), message));
    }
  }

  private List<String> names(Catalogue known) {
    List<String> names = new ArrayList<>();
    known.capabilities().keySet().forEach(each -> names.add(each.toString()));
    declared.keySet().forEach(each -> names.add(each.toString()));
    names.addAll(inner.names());
    return names;
  }

  private void unknown(CapabilityId id, SourceRef at, Catalogue known) {
    String message =
        "%s is not in the catalogue of %s and is not declared."
            .formatted(Words.shown(id), known.tenant());
    String remedy = RuleId.UNKNOWN_CAPABILITY.remedy();
    String advice =
        near.nearest(id.toString(), () -> names(known))
            .map(name -> "Did you mean " + name + "? " + remedy)
            .orElse(remedy);
    problems.add(Problem.error(RuleId.UNKNOWN_CAPABILITY, at, message).advising(advice));
  }
}
