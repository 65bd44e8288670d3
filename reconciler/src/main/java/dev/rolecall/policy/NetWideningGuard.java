package dev.rolecall.policy;

import dev.rolecall.diff.Change;
import dev.rolecall.model.Approval.Measure;
import dev.rolecall.model.Guards;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Asks about roles that go and roles that come where somebody has more than before by it. */
final class NetWideningGuard implements Guard {
  private final Guards.NetWidening setting;

  NetWideningGuard(Guards.NetWidening setting) {
    this.setting = setting;
  }

  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
    NetWidening widening = NetWidening.ofTheDay(proposal);
    if (!widening.isExchange() && widening.unread().isEmpty()) {
      return;
    }
    Set<Subject> unreadable =
        new TreeSet<>(Affected.unreadable(proposal, proposal.judged(), false));
    unreadable.addAll(widening.unread());
    List<Proposed> behind =
        proposal.judged().stream().filter(one -> takesPart(one.change())).toList();
    Unreadable.objection(
            RuleId.NET_WIDENING,
            List.copyOf(unreadable),
            "who has more than before by roles that go and roles that come")
        .map(objection -> objection.by(behind).setAt(setting.at()))
        .ifPresent(sink);
    int people = widening.people().size();
    if (people > 0) {
      sink.accept(
          ObjectionDraft.of(
                  RuleId.NET_WIDENING,
                  Needs.APPROVAL,
                  "Roles go and roles come, and %s more than before."
                      .formatted(people == 1 ? "1 person has" : people + " people have"))
              .counting(Measure.PEOPLE_AFFECTED, people)
              .adding(
                  List.of("go: " + listed(widening.gone()), "come: " + listed(widening.created())))
              .of(widening.people())
              .by(behind)
              .standing(null)
              .setAt(setting.at()));
    }
  }

  private static boolean takesPart(Change change) {
    return change.gains() || Retired.by(change).isPresent() || change instanceof Change.RoleCreated;
  }

  private static String listed(Collection<Slug> roles) {
    return roles.stream().map(Slug::value).collect(Collectors.joining(", "));
  }
}
