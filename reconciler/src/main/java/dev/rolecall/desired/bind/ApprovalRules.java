package dev.rolecall.desired.bind;

import dev.rolecall.model.Approval;
import dev.rolecall.model.Days;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** How long the approvals of one tenant last; {@link Approval#standsAt} is the same, for guards. */
final class ApprovalRules {
  private final Instant now;
  private final Instant today;
  private final Set<Problem> problems;

  ApprovalRules(Instant now, Instant today, Set<Problem> problems) {
    this.now = now;
    this.today = today;
    this.problems = problems;
  }

  /** All of them in the order of their places: one that is over is no error. */
  List<Approval> check(List<Document.OfApproval> documents) {
    documents.forEach(document -> end(document.approval(), document.expiresAt()));
    return documents.stream()
        .map(Document.OfApproval::approval)
        .sorted(Comparator.comparing(Approval::at))
        .toList();
  }

  private void end(Approval approval, SourceRef at) {
    Instant expires = approval.expires();
    String last = Days.last(expires);
    if (!now.isBefore(expires)) {
      String message = "This approval of %s expired on %s.".formatted(approval.rule().id(), last);
      problems.add(Problem.note(RuleId.APPROVAL_SPENT, at, message));
    } else if (expires.isAfter(today.plus(Approval.LONGEST).plus(Duration.ofDays(1)))) {
      String message =
          "This approval of %s lasts until %s; none lasts longer than %d days."
              .formatted(approval.rule().id(), last, Approval.LONGEST.toDays());
      var latest = today.plus(Approval.LONGEST).atOffset(ZoneOffset.UTC).toLocalDate();
      problems.add(
          Problem.error(RuleId.APPROVAL_TOO_LONG, at, message)
              .advising("Write expires: " + latest + " or an earlier day."));
    }
  }
}
