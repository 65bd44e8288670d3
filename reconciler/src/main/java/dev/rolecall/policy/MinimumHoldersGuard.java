package dev.rolecall.policy;

import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.access.Impact;
import dev.rolecall.access.Impact.Reach;
import dev.rolecall.access.Impact.Shift;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.model.Approval.Measure;
import dev.rolecall.model.Guards.MinimumHolders;
import dev.rolecall.model.Person;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stops a change set that leaves too few people with what some must have. Expiries count like any
 * other removal; those that would break it are withheld before it is asked, by {@link
 * HeldExpiries}.
 */
final class MinimumHoldersGuard implements Guard {
  private final MinimumHolders minimum;

  MinimumHoldersGuard(MinimumHolders minimum) {
    this.minimum = minimum;
  }

  /** What is done now is judged first, then what an end that was set will come to. */
  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
    DiffInputs inputs = proposal.inputs();
    against(inputs, proposal.steps(), proposal.impact())
        .or(() -> against(inputs, proposal.losing(), proposal.lossImpact()))
        .ifPresent(sink);
  }

  /** What there is against these changes, which have this impact. */
  Optional<ObjectionDraft> against(DiffInputs inputs, List<Proposed> changes, Impact impact) {
    var before = EffectiveAccess.of(inputs.live(), inputs.features());
    List<Proposed> taking =
        changes.stream()
            .filter(one -> one.change().loses() && concerns(one.change(), before))
            .toList();
    @Nullable Reach reach = impact.reach(minimum.item());
    if (reach != null && reach.after() < minimum.people() && reach.after() < reach.before()) {
      return Optional.of(
          ObjectionDraft.of(RuleId.MINIMUM_HOLDERS, Needs.APPROVAL, sentence(reach))
              .about(minimum.item())
              .counting(Measure.HOLDERS_LEFT, reach.after())
              .of(losing(impact))
              .by(taking)
              .setAt(minimum.at()));
    }
    if (taking.isEmpty()) {
      return Optional.empty();
    }
    return Unreadable.objection(
            RuleId.MINIMUM_HOLDERS,
            Affected.unreadable(inputs, impact, changes, true),
            "how many people keep " + minimum.item())
        .map(objection -> objection.about(minimum.item()).by(taking).setAt(minimum.at()));
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

  /** Who has it before and not after. */
  List<Person> losing(Impact impact) {
    return impact.shifts().stream()
        .filter(shift -> shift.lost().has(minimum.item()))
        .map(Shift::people)
        .flatMap(List::stream)
        .toList();
  }

  /** Whether the change is of a role with which the item comes. */
  boolean concerns(Change change, EffectiveAccess access) {
    var role = change.role();
    return role != null && access.ofRole(role).has(minimum.item());
  }
}
