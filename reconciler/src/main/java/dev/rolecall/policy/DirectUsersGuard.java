package dev.rolecall.policy;

import dev.rolecall.model.Guards.DirectUsers;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Wants groups instead of users, but for the exceptions that are set. */
final class DirectUsersGuard implements Guard {
  private final DirectUsers users;

  DirectUsersGuard(DirectUsers users) {
    this.users = users;
  }

  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
    for (NewLines.Line line : NewLines.of(proposal)) {
      if (line.assignment().subject().kind() == SubjectKind.USER) {
        whyNot(line, proposal)
            .ifPresent(why ->
                sink.accept(
                    ObjectionDraft.of(
                            RuleId.DIRECT_USERS,
                            Needs.CHANGE,
                            "The %s is declared for role %s by name: %s"
                                .formatted(line.assignment().subject(), line.role(), why))
                        .about(new Holdable.OfRole(line.role()))
                        .standing(line.assignment().at())
                        .setAt(users.at())));
      }
    }
  }

  private Optional<String> whyNot(NewLines.Line line, Proposal proposal) {
    if (!users.expiring()) {
      return Optional.of("only groups may hold roles.");
    }
    if (line.assignment().expires() == null) {
      return Optional.of("a user needs expires:.");
    }
    if (users.reason() && isBlank(line.assignment().reason())) {
      return Optional.of("a user needs a reason:.");
    }
    return users.days() != null && !line.endsWithin(users.days(), proposal.inputs().now())
        ? Optional.of("a user may be given it for %d days at most.".formatted(users.days()))
        : Optional.empty();
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
