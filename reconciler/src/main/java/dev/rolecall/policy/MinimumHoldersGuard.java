package dev.rolecall.policy;

import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.access.Impact;
import dev.rolecall.access.Impact.Reach;
import dev.rolecall.access.Impact.Shift;
import dev.rolecall.model.Approval.Measure;
import dev.rolecall.model.Guards.MinimumHolders;
import dev.rolecall.model.Person;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stops a change set that leaves too few people with what some must have. Expiries count like any
 * other removal.
 */
final class MinimumHoldersGuard implements Guard {
  private final MinimumHolders minimum;

  MinimumHoldersGuard(MinimumHolders minimum) {
    this.minimum = minimum;
  }

  /** What is done now is judged first, then what an end that was set will come to. */
  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
    if (!judge(proposal, proposal.impact(), proposal.steps(), sink)) {
      judge(proposal, proposal.lossImpact(), proposal.losing(), sink);
    }
  }

  /** Whether there is something against it. */
  private boolean judge(
      Proposal proposal, Impact impact, List<Proposed> changes, Consumer<ObjectionDraft> sink) {
    var before = EffectiveAccess.of(proposal.inputs().live(), proposal.inputs().features());
    List<Proposed> taking = changes.stream().filter(one -> takes(one, before)).toList();
    @Nullable Reach reach = impact.reach(minimum.item());
    if (reach != null && reach.after() < minimum.people() && reach.after() < reach.before()) {
      sink.accept(
          ObjectionDraft.of(RuleId.MINIMUM_HOLDERS, Needs.APPROVAL, sentence(reach))
              .about(minimum.item())
              .counting(Measure.HOLDERS_LEFT, reach.after())
              .of(losing(impact))
              .by(taking)
              .setAt(minimum.at()));
      return true;
    }
    if (taking.isEmpty()) {
      return false;
    }
    var unreadable =
        Unreadable.objection(
            RuleId.MINIMUM_HOLDERS,
            Affected.unreadable(proposal, changes, true),
            "how many people keep " + minimum.item());
    unreadable
        .map(objection -> objection.about(minimum.item()).by(taking).setAt(minimum.at()))
        .ifPresent(sink);
    return unreadable.isPresent();
  }

  private String sentence(Reach reach) {
    return "%s: %s of %d. At least %d must keep it; neither programs nor disabled accounts count."
        .formatted(
            capitalised(minimum.item().toString()),
            reach.after() == 0
                ? "nobody keeps it, out"
                : reach.after() == 1 ? "1 person keeps it" : reach.after() + " people keep it",
            reach.before(),
            minimum.people());
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private List<Person> losing(Impact impact) {
    return impact.shifts().stream()
        .filter(shift -> shift.lost().has(minimum.item()))
        .map(Shift::people)
        .flatMap(List::stream)
        .toList();
  }

  /** Whether the change takes something with which the item comes. */
  private boolean takes(Proposed one, EffectiveAccess before) {
    var role = one.change().role();
    return role != null && one.change().loses() && before.ofRole(role).has(minimum.item());
  }
}
