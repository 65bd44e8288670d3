package dev.rolecall.plan;

import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import dev.rolecall.policy.Revocations;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A plan of only some of the steps of another: those that are wanted and whose every predecessor is
 * kept too. The basis stays whole, and the others are named as left out.
 */
public final class PlanPart {
  private PlanPart() {}

  /** Only the steps with one of these causes. */
  public static Plan ofCauses(Plan plan, Set<Cause> causes) {
    return keeping(plan, step -> causes.contains(step.change().cause()));
  }

  /** Only the steps with these ids. */
  public static Plan ofSteps(Plan plan, Set<String> ids) {
    return keeping(plan, step -> ids.contains(step.id()));
  }

  /** Only the steps that take nothing from anybody, and delete nothing. */
  public static Plan withoutRemovals(Plan plan) {
    return keeping(plan, step -> !step.change().loses() && !deletes(step.change()));
  }

  /** A role that nobody holds takes nothing from anybody, and its slug with it for ever. */
  private static boolean deletes(Change change) {
    return change instanceof Change.RoleRetired || change instanceof Change.CapabilityRemoved;
  }

  /** Only the steps on these roles, and the capabilities that they want created. */
  public static Plan ofRoles(Plan plan, Set<Slug> roles) {
    Set<CapabilityId> wanted =
        plan.steps().stream()
            .map(Step::change)
            .filter(change -> role(change).filter(roles::contains).isPresent())
            .flatMap(change -> capabilities(change).stream())
            .collect(Collectors.toSet());
    return keeping(
        plan,
        step ->
            step.change() instanceof Change.CapabilityCreated made
                ? wanted.contains(made.id())
                : role(step.change()).filter(roles::contains).isPresent());
  }

  private static Optional<Slug> role(Change change) {
    return switch (change) {
      case Change.OfRole of -> Optional.of(of.role());
      case Change.OfHolder of -> Optional.of(of.role());
      case Change.OfCapability _ -> Optional.empty();
    };
  }

  private static Set<CapabilityId> capabilities(Change change) {
    return switch (change) {
      case Change.RoleCreated made -> made.after().capabilities();
      case Change.RoleCapabilityAdded added -> Set.of(added.capability());
      case Change.OfRole _, Change.OfHolder _, Change.OfCapability _ -> Set.of();
    };
  }

  private static Plan keeping(Plan plan, Predicate<Step> wanted) {
    var dropped = new HashSet<String>();
    for (Step step : plan.steps()) {
      if (!wanted.test(step) || step.dependsOn().stream().anyMatch(dropped::contains)) {
        dropped.add(step.id());
      }
    }
    if (dropped.isEmpty()) {
      return plan;
    }
    List<Step> kept = plan.steps().stream().filter(step -> !dropped.contains(step.id())).toList();
    List<Step> rest = plan.steps().stream().filter(step -> dropped.contains(step.id())).toList();
    return new Plan(
        plan.basis(),
        kept,
        plan.notices().leavingOut(rest),
        plan.findings(),
        plan.verdict(),
        plan.goodUntil(),
        null,
        Revocations.none(),
        plan.againstWithheld());
  }
}
