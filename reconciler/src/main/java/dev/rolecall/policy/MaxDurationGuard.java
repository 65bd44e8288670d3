package dev.rolecall.policy;

import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.model.Guards.MaxDuration;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Slug;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.util.List;
import java.util.function.Consumer;

/** Lets nobody have something for longer than is set. */
final class MaxDurationGuard implements Guard {
  private final MaxDuration longest;

  MaxDurationGuard(MaxDuration longest) {
    this.longest = longest;
  }

  @Override
  public void judge(Proposal proposal, Consumer<Objection> sink) {
    List<NewLines.Line> lines = NewLines.of(proposal);
    if (lines.isEmpty()) {
      return;
    }
    var after =
        EffectiveAccess.of(proposal.inputs().live(), proposal.inputs().features())
            .after(proposal.all().stream().map(Proposed::change).toList());
    for (NewLines.Line line : lines) {
      if (gives(line.role(), after) && !line.endsWithin(longest.days(), proposal.inputs().now())) {
        sink.accept(
            Objection.of(
                    RuleId.MAX_DURATION,
                    Needs.CHANGE,
                    "The %s gets %s %s; %d days are the most."
                        .formatted(
                            line.assignment().subject(),
                            longest.item(),
                            line.assignment().expires() == null ? "for ever" : "for longer",
                            longest.days()))
                .about(new Holdable.OfRole(line.role()))
                .standing(line.assignment().at())
                .setAt(longest.at()));
      }
    }
  }

  private boolean gives(Slug role, EffectiveAccess after) {
    return switch (longest.item()) {
      case Holdable.OfRole(Slug slug) ->
          role.equals(slug) || after.ofRole(role).roles().contains(slug);
      case Holdable.OfCapability(var id) -> after.ofRole(role).capabilities().contains(id);
    };
  }
}
