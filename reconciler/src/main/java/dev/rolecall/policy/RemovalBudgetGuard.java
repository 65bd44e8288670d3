package dev.rolecall.policy;

import dev.rolecall.access.Access;
import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.access.Impact;
import dev.rolecall.access.Impact.Reach;
import dev.rolecall.diff.Change;
import dev.rolecall.model.Approval.Measure;
import dev.rolecall.model.Guards.RemovalBudget;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Person;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectName;
import dev.rolecall.problem.RuleId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Stops a change set that takes away more at once than anybody means to. */
final class RemovalBudgetGuard implements Guard {
  private final RemovalBudget budget;

  RemovalBudgetGuard(RemovalBudget budget) {
    this.budget = budget;
  }

  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
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
        proposal.moves().losing(proposal.lossImpact()).size()
            + proposal.past().recent().peopleLosing();
    return number > budget.people().floor();
  }

  private void unreadable(Proposal proposal, List<Proposed> losing, Consumer<ObjectionDraft> sink) {
    Unreadable.objection(
            RuleId.REMOVAL_BUDGET,
            Affected.unreadable(proposal, proposal.losing(), true),
            "how many people lose access")
        .map(objection -> objection.by(losing).setAt(budget.at()))
        .ifPresent(sink);
  }

  private void roles(Proposal proposal, List<Proposed> losing, Consumer<ObjectionDraft> sink) {
    List<Proposed> retired =
        losing.stream().filter(one -> isSharedAndRetired(one.change(), proposal)).toList();
    int all =
        (int) proposal.inputs().live().roles().values().stream().filter(r -> !r.system()).count();
    int recent = proposal.past().recent().rolesRetired();
    int number = Retired.by(retired.stream().map(Proposed::change).toList()).size();
    var excess = new Excess(number, recent, all + recent, budget.roles());
    if (excess.isOne()) {
      sink.accept(
          objection(
              excess.sentence(
                  "role that two or more people hold is retired",
                  "roles that two or more people hold are retired"),
              Measure.ROLES_RETIRED,
              excess,
              retired));
    }
  }

  private static boolean isSharedAndRetired(Change change, Proposal proposal) {
    return Retired.by(change)
        .filter(role -> !proposal.moves().isMove(role))
        .filter(role -> Affected.isShared(role, proposal.lossImpact(), proposal.past()))
        .isPresent();
  }

  private void assignments(
      Proposal proposal, List<Proposed> losing, Consumer<ObjectionDraft> sink) {
    Predicate<Change> takes = Affected.takes(proposal.lossImpact(), proposal.inputs().features());
    List<Proposed> removed = losing.stream().filter(one -> takes.test(one.change())).toList();
    int all = proposal.inputs().live().holders().values().stream().mapToInt(List::size).sum();
    int recent = proposal.past().recent().assignmentsRemoved();
    var excess = new Excess(removed.size(), recent, all + recent, budget.assignments());
    if (excess.isOne()) {
      sink.accept(
          objection(
                  excess.sentence("assignment is removed", "assignments are removed"),
                  Measure.ASSIGNMENTS_REMOVED,
                  excess,
                  removed)
              .naming(removed.stream().map(RemovalBudgetGuard::subject).toList()));
    }
  }

  private static SubjectName subject(Proposed removed) {
    return ((Change.OfHolder) removed.change()).subject().key();
  }

  private void people(Proposal proposal, List<Proposed> losing, Consumer<ObjectionDraft> sink) {
    List<Person> people = proposal.moves().losing(proposal.lossImpact());
    int recent = proposal.past().recent().peopleLosing();
    if (people.size() + recent <= budget.people().floor()) {
      return;
    }
    var excess = new Excess(people.size(), recent, Affected.everybody(proposal), budget.people());
    if (excess.isOne()) {
      sink.accept(
          objection(
                  excess.sentence("person loses access", "people lose access"),
                  Measure.PEOPLE_AFFECTED,
                  excess,
                  losing)
              .of(people));
    }
  }

  private ObjectionDraft objection(
      String sentence, Measure measure, Excess excess, List<Proposed> changes) {
    return excess
        .objection(RuleId.REMOVAL_BUDGET, measure, sentence)
        .by(changes)
        .setAt(budget.at());
  }

  /** Retired roles are counted as such. */
  private void holders(Proposal proposal, List<Proposed> losing, Consumer<ObjectionDraft> sink) {
    Set<Slug> retired = Retired.by(losing.stream().map(Proposed::change).toList());
    Map<Slug, List<Proposed>> taking = taking(proposal, losing);
    proposal
        .lossImpact()
        .roles()
        .forEach((role, reach) -> {
          if (!retired.contains(role) && reach.after() < reach.before()) {
            holders(proposal, role, reach, taking.getOrDefault(role, losing), sink);
          }
        });
  }

  private void holders(
      Proposal proposal,
      Slug role,
      Reach reach,
      List<Proposed> taking,
      Consumer<ObjectionDraft> sink) {
    int recent = proposal.past().fewer(role);
    int had = reach.before() + recent;
    var excess = new Excess(reach.before() - reach.after(), recent, had, budget.holders());
    boolean emptied = had >= Affected.SOME && reach.after() == 0;
    if (!emptied && !excess.isOne()) {
      return;
    }
    sink.accept(
        objection(
                "Role %s: %d of %d people lose it%s. %s"
                    .formatted(
                        role,
                        excess.number(),
                        had,
                        excess.slices(""),
                        excess.isOne()
                            ? excess.why()
                            : "That nobody is left is always asked about."),
                Measure.PEOPLE_AFFECTED,
                excess,
                taking)
            .about(new Holdable.OfRole(role))
            .of(losing(role, proposal.lossImpact())));
  }

  private static List<Person> losing(Slug role, Impact impact) {
    return impact.shifts().stream()
        .filter(shift -> shift.lost().roles().contains(role))
        .flatMap(shift -> shift.people().stream())
        .toList();
  }

  /** By role, the changes that take it from somebody: alone, or with a role that it is in. */
  private static Map<Slug, List<Proposed>> taking(Proposal proposal, List<Proposed> losing) {
    var before = EffectiveAccess.of(proposal.inputs().live(), proposal.inputs().features());
    var taking = new HashMap<Slug, List<Proposed>>();
    for (Proposed one : losing) {
      @Nullable Slug changed = one.change().role();
      Access with =
          changed != null
              ? before.ofRole(changed)
              : one.change() instanceof Change.OfCapability of
                  ? before.ofCapability(of.id())
                  : Access.NONE;
      for (Slug role : with.roles()) {
        taking.computeIfAbsent(role, _ -> new ArrayList<>()).add(one);
      }
    }
    return taking;
  }
}
