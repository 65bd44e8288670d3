package dev.rolecall.policy;

import dev.rolecall.access.Access;
import dev.rolecall.access.Impact;
import dev.rolecall.access.Impact.Shift;
import dev.rolecall.diff.Change;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;

/** What a rule for a whole plan is told. */
final class PlanFacts {
  private PlanFacts() {}

  static Map<RuleFact, Object> of(Proposal proposal, List<Proposed> answered) {
    var facts = new EnumMap<RuleFact, Object>(CustomRuleGuard.always(proposal));
    List<Change> changes = answered.stream().map(Proposed::change).toList();
    facts.put(RuleFact.PLAN_CHANGES, (long) changes.size());
    facts.put(
        RuleFact.PLAN_ROLES,
        changes.stream()
            .map(Change::role)
            .filter(Objects::nonNull)
            .map(Object::toString)
            .distinct()
            .sorted()
            .toList());
    facts.put(RuleFact.PLAN_ROLES_CREATED, count(changes, Change.RoleCreated.class));
    facts.put(RuleFact.PLAN_ROLES_RETIRED, (long) Retired.by(changes).size());
    facts.put(RuleFact.PLAN_ASSIGNMENTS_ADDED, count(changes, Change.AssignmentAdded.class));
    long drained = changes.stream().filter(Retired::drains).count();
    facts.put(
        RuleFact.PLAN_ASSIGNMENTS_REMOVED,
        count(changes, Change.AssignmentRemoved.class) - drained);
    Impact gains = proposal.judgedImpact();
    Impact losses = proposal.lossImpact();
    facts.put(RuleFact.PLAN_PEOPLE_GAINING, (long) Affected.gaining(gains).size());
    facts.put(RuleFact.PLAN_PEOPLE_LOSING, (long) Affected.losing(losses).size());
    facts.put(RuleFact.PLAN_GAINS, capabilities(gains, Shift::gained));
    facts.put(RuleFact.PLAN_LOSES, capabilities(losses, Shift::lost));
    return facts;
  }

  private static long count(List<Change> changes, Class<? extends Change> kind) {
    return changes.stream().filter(kind::isInstance).count();
  }

  private static List<String> capabilities(Impact impact, Function<Shift, Access> side) {
    var all = new TreeSet<String>();
    impact
        .shifts()
        .forEach(shift -> side.apply(shift).capabilities().forEach(id -> all.add(id.toString())));
    return List.copyOf(all);
  }
}
