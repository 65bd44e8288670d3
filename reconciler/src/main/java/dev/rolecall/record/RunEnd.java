package dev.rolecall.record;

import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DefinitionIds;
import dev.rolecall.model.Grant;
import dev.rolecall.model.Granted;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.plan.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a run leaves behind (design.md, "Granted set"): with each grant done, with what it adopted
 * where it left nothing out, without each removal done and without retired roles.
 */
public record RunEnd(
    RunState state, Granted granted, SortedSet<OpenGrant> open, DefinitionIds created) {

  /**
   * Reckons.
   *
   * @param started granted and open as the started commit has them
   * @param results of steps that were tried; the others were not
   * @param adopted desired now and found in effect
   * @param leftOut a step of the plan was excluded from this run
   */
  public static RunEnd of(
      Settled started,
      List<Step> steps,
      Collection<StepResult> results,
      Collection<Grant> adopted,
      boolean leftOut) {
    Set<String> done =
        results.stream()
            .filter(result -> result.word() == StepResult.Word.DONE)
            .map(StepResult::step)
            .collect(Collectors.toSet());
    var made = new ArrayList<Grant>();
    var taken = new ArrayList<Grant>();
    var gone = new HashSet<Slug>();
    var roles = new TreeSet<Slug>();
    var capabilities = new TreeSet<CapabilityId>();
    boolean all = !leftOut;
    for (Step step : steps) {
      if (!done.contains(step.id())) {
        all = false;
        continue;
      }
      switch (step.change()) {
        case Change.AssignmentAdded c -> made.add(c.grant());
        case Change.AssignmentRemoved c -> taken.add(c.grant());
        case Change.RoleCreated c -> roles.add(c.role());
        case Change.CapabilityCreated c -> capabilities.add(c.id());
        case Change.RoleRetired c -> gone.add(c.role());
        case Change.OfCapability _, Change.OfRole _ -> {}
      }
    }
    Granted granted = started.granted().plus(made);
    granted = (all ? granted.plus(adopted) : granted).minus(taken);
    return new RunEnd(
        all ? RunState.DONE : RunState.PARTIAL,
        granted.minus(of(granted, gone)),
        stillOpen(started.open(), made, taken),
        new DefinitionIds(roles, capabilities));
  }

  private static List<Grant> of(Granted granted, Set<Slug> roles) {
    var grants = new ArrayList<Grant>();
    for (Slug role : roles) {
      for (SubjectKind kind : SubjectKind.values()) {
        granted.of(role, kind).forEach(id -> grants.add(new Grant(role, kind, id)));
      }
    }
    return grants;
  }

  private static SortedSet<OpenGrant> stillOpen(
      SortedSet<OpenGrant> open, List<Grant> made, List<Grant> taken) {
    if (open.isEmpty()) {
      return open;
    }
    var settled = new HashSet<>(made);
    settled.addAll(taken);
    var still = new TreeSet<>(open);
    still.removeIf(grant -> settled.contains(grant.grant()));
    return still;
  }
}
