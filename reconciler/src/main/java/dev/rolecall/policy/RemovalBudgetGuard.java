package dev.rolecall.policy;

import dev.rolecall.access.Access;
import dev.rolecall.access.Impact;
import dev.rolecall.access.Impact.Reach;
import dev.rolecall.diff.Change;
import dev.rolecall.model.Approval.Measure;
import dev.rolecall.model.Guards.RemovalBudget;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Person;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Stops a change set that takes away more at once than anybody means to. */
final class RemovalBudgetGuard implements Guard {
  private final RemovalBudget budget;

  RemovalBudgetGuard(RemovalBudget budget) {
    this.budget = budget;
  }

  @Override
  public void judge(Proposal proposal, Consumer<Objection> sink) {
    List<Proposed> losing = proposal.losing().stream().filter(one -> one.change().loses()).toList();
    if (losing.isEmpty()) {
      return;
    }
    unreadable(proposal, losing, sink);
    roles(proposal, losing, sink);
    assignments(proposal, losing, sink);
    people(proposal, losing, sink);
    holders(proposal, losing, sink);
  }

  @Override
  public boolean needsEverybody(Proposal proposal) {
    int number =
        Affected.losing(proposal.lossImpact()).size() + proposal.past().recent().peopleLosing();
    return number > budget.people().floor();
  }

  private void unreadable(Proposal proposal, List<Proposed> losing, Consumer<Objection> sink) {
    Unreadable.objection(
            RuleId.REMOVAL_BUDGET,
            Affected.unreadable(proposal, proposal.losing(), true),
            "how many people lose access")
        .map(objection -> objection.by(losing).setAt(budget.at()))
        .ifPresent(sink);
  }

  private void roles(Proposal proposal, List<Proposed> losing, Consumer<Objection> sink) {
    List<Proposed> retired =
        losing.stream().filter(one -> isSharedAndRetired(one.change(), proposal)).toList();
    int all =
        (int) proposal.inputs().live().roles().values().stream().filter(r -> !r.system()).count();
    int before = proposal.past().recent().rolesRetired();
    var excess = new Excess(retired.size() + before, all + before, budget.roles());
    if (!retired.isEmpty() && excess.isOne()) {
      sink.accept(
          objection(
                  excess.number() == 1
                      ? "%d role that two or more people hold is retired%s. %s"
                      : "%d roles that two or more people hold are retired%s. %s",
                  excess,
                  before,
                  retired)
              .counting(Measure.ROLES_RETIRED, excess.number()));
    }
  }

  private static boolean isSharedAndRetired(Change change, Proposal proposal) {
    return change instanceof Change.RoleRetired retired
        && Affected.isShared(retired.role(), proposal.lossImpact(), proposal.past());
  }

  private void assignments(Proposal proposal, List<Proposed> losing, Consumer<Objection> sink) {
    List<Proposed> removed = takingSomething(proposal, losing);
    int all = proposal.inputs().live().holders().values().stream().mapToInt(List::size).sum();
    var recent = proposal.past().recent();
    int before = recent.assignmentsRemoved();
    var excess = new Excess(removed.size() + before, all + before, budget.assignments());
    if (!removed.isEmpty() && excess.isOne()) {
      sink.accept(
          objection(
                  excess.number() == 1
                      ? "%d assignment is removed%s. %s"
                      : "%d assignments are removed%s. %s",
                  excess,
                  before,
                  removed)
              .counting(Measure.ASSIGNMENTS_REMOVED, excess.number()));
    }
  }

  /** Whoever goes from a line of their own into a group that has the same loses nothing. */
  private static List<Proposed> takingSomething(Proposal proposal, List<Proposed> losing) {
    var lost = new HashMap<String, Access>();
    for (Impact.Shift shift : proposal.lossImpact().shifts()) {
      shift.people().forEach(person -> lost.put(person.account().id(), shift.lost()));
    }
    return losing.stream().filter(one -> takes(one.change(), lost, proposal)).toList();
  }

  private static boolean takes(Change change, Map<String, Access> lost, Proposal proposal) {
    if (!(change instanceof Change.AssignmentRemoved removed)) {
      return false;
    }
    Access access = lost.getOrDefault(removed.subject().id(), Access.NONE);
    var features = proposal.inputs().features();
    return removed.subject().kind() == SubjectKind.GROUP
        || access.roles().contains(removed.role())
        || access.capabilities().stream()
            .anyMatch(id -> features.heldAs(id).filter(removed.role()::equals).isPresent());
  }

  private void people(Proposal proposal, List<Proposed> losing, Consumer<Objection> sink) {
    List<Person> people = Affected.losing(proposal.lossImpact());
    int before = proposal.past().recent().peopleLosing();
    int number = people.size() + before;
    if (people.isEmpty() || number <= budget.people().floor()) {
      return;
    }
    var excess = new Excess(number, Affected.everybody(proposal), budget.people());
    if (excess.isOne()) {
      sink.accept(
          objection(
                  number == 1 ? "%d person loses access%s. %s" : "%d people lose access%s. %s",
                  excess,
                  before,
                  losing)
              .counting(Measure.PEOPLE_AFFECTED, number)
              .of(people));
    }
  }

  private Objection objection(String sentence, Excess excess, int before, List<Proposed> changes) {
    String slices = before == 0 ? "" : ", %d of them within the last 24 hours".formatted(before);
    return Objection.of(
            RuleId.REMOVAL_BUDGET,
            Needs.APPROVAL,
            sentence.formatted(excess.number(), slices, excess.sentence()))
        .by(changes)
        .setAt(budget.at());
  }

  /** Retired roles are counted as such. */
  private void holders(Proposal proposal, List<Proposed> losing, Consumer<Objection> sink) {
    proposal
        .lossImpact()
        .roles()
        .forEach((role, reach) -> {
          boolean retired =
              losing.stream()
                  .anyMatch(one ->
                      one.change() instanceof Change.RoleRetired gone && gone.role().equals(role));
          if (!retired && reach.after() < reach.before()) {
            holders(proposal, role, reach, losing, sink);
          }
        });
  }

  private void holders(
      Proposal proposal, Slug role, Reach reach, List<Proposed> losing, Consumer<Objection> sink) {
    int recent = proposal.past().fewer(role);
    int had = reach.before() + recent;
    var excess = new Excess(had - reach.after(), had, budget.holders());
    boolean emptied = had >= Affected.SOME && reach.after() == 0;
    if (!emptied && !excess.isOne()) {
      return;
    }
    String limit =
        excess.isOne() ? excess.sentence() : "That nobody is left is always asked about.";
    sink.accept(
        Objection.of(
                RuleId.REMOVAL_BUDGET,
                Needs.APPROVAL,
                "Role %s: %d of %d people lose it%s. %s"
                    .formatted(
                        role,
                        had - reach.after(),
                        had,
                        recent == 0 ? "" : ", %d within the last 24 hours".formatted(recent),
                        limit))
            .about(new Holdable.OfRole(role))
            .counting(Measure.PEOPLE_AFFECTED, had - reach.after())
            .of(losing(role, proposal.lossImpact()))
            .by(taking(role, proposal, losing))
            .setAt(budget.at()));
  }

  private static List<Person> losing(Slug role, Impact impact) {
    return impact.shifts().stream()
        .filter(shift -> shift.lost().roles().contains(role))
        .flatMap(shift -> shift.people().stream())
        .toList();
  }

  /** The changes that take it; where it comes in another role, all that take something. */
  private static List<Proposed> taking(Slug role, Proposal proposal, List<Proposed> losing) {
    List<Proposed> direct =
        losing.stream().filter(one -> role.equals(one.change().role())).toList();
    boolean nested = proposal.inputs().features().roleArea() != null;
    return direct.isEmpty() || nested ? losing : direct;
  }
}
