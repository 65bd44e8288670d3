package dev.rolecall.policy;

import dev.rolecall.model.Guards.DirectUsers;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.util.Optional;
import java.util.function.Consumer;

/** Wants groups instead of users, but for the exceptions that are set. */
final class DirectUsersGuard implements Guard {
  private final DirectUsers users;

  DirectUsersGuard(DirectUsers users) {
    this.users = users;
  }

  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
    for (NewLines.Line line : NewLines.of(proposal)) {
      whyNot(line, proposal).ifPresent(why -> sink.accept(objection(line, why)));
    }
    if (users.reason()) {
      NewLines.unexplained(proposal).stream()
          .filter(DirectUsersGuard::isOfUser)
          .map(line -> objection(line, "its reason is gone."))
          .forEach(sink);
    }
  }

  private ObjectionDraft objection(NewLines.Line line, String why) {
    return ObjectionDraft.of(
            RuleId.DIRECT_USERS,
            Needs.CHANGE,
            "The %s is declared for role %s by name: %s"
                .formatted(line.assignment().subject(), line.role(), why))
        .about(new Holdable.OfRole(line.role()))
        .standing(line.assignment().at())
        .setAt(users.at());
  }

  private static boolean isOfUser(NewLines.Line line) {
    return line.assignment().subject().kind() == SubjectKind.USER;
  }

  private Optional<String> whyNot(NewLines.Line line, Proposal proposal) {
    if (!isOfUser(line)) {
      return Optional.empty();
    }
    if (!users.expiring()) {
      return Optional.of("only groups may hold roles.");
    }
    if (line.assignment().expires() == null) {
      return Optional.of("a user needs expires:.");
    }
    if (users.reason() && !line.assignment().isExplained()) {
      return Optional.of("a user needs a reason:.");
    }
    return users.days() != null && !line.endsWithin(users.days(), proposal.inputs().now())
        ? Optional.of("a user may be given it for %d days at most.".formatted(users.days()))
        : Optional.empty();
  }
}
