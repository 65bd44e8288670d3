package dev.rolecall.policy;

import dev.rolecall.diff.Change;
import dev.rolecall.model.Guards.RequiredHolder;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Subject;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.util.List;
import java.util.function.Consumer;

/** Keeps somebody a direct holder of a role. */
final class RequiredHolderGuard implements Guard {
  private final RequiredHolder required;

  RequiredHolderGuard(RequiredHolder required) {
    this.required = required;
  }

  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
    for (Proposed one : proposal.all()) {
      if (required.role().equals(one.change().role()) && takes(one.change())) {
        sink.accept(
            ObjectionDraft.of(
                    RuleId.REQUIRED_HOLDERS,
                    Needs.CHANGE,
                    "The %s must hold role %s, and loses it."
                        .formatted(required.subject(), required.role()))
                .about(new Holdable.OfRole(required.role()))
                .by(List.of(one))
                .setAt(required.at()));
      }
    }
  }

  private boolean takes(Change change) {
    return switch (change) {
      case Change.AssignmentRemoved removed -> isRequired(removed.subject());
      case Change.RoleRetired retired -> retired.holders().stream().anyMatch(this::isRequired);
      case Change.OfCapability _, Change.OfRole _, Change.OfHolder _ -> false;
    };
  }

  private boolean isRequired(Subject subject) {
    return subject.key().equals(required.subject().folded());
  }
}
