package dev.rolecall.diff;

import dev.rolecall.diff.Change.RemovalReason;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectId;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holders that no line keeps: who is removed, whose removal is withheld, who is left alone. Who is
 * removed in {@code add} is decided by what git granted, never by what a commit declared.
 */
final class HolderRemovals {
  private final DiffInputs inputs;
  private final DeclaredHolders declared;
  private final LiveHolders live;
  private final HolderCauses causes;
  private final @Nullable SourceRef roleAt;

  HolderRemovals(
      DiffInputs inputs,
      DeclaredHolders declared,
      LiveHolders live,
      HolderCauses causes,
      @Nullable SourceRef roleAt) {
    this.inputs = inputs;
    this.declared = declared;
    this.live = live;
    this.causes = causes;
    this.roleAt = roleAt;
  }

  /** Exact removes also those whom git did not grant it, unless one of them may be who is meant. */
  void run(boolean exact, Collected into) {
    List<Meant.Waits> blind = declared.mayMeanAnybody();
    var left = new ArrayList<Subject>();
    var withheld = new ArrayList<Subject>();
    for (Subject subject : live.held().values()) {
      String id = subject.id();
      if (declared.isActive(id) || declared.keeps(id)) {
        continue;
      }
      if (live.granted().contains(id) || (exact && blind.isEmpty())) {
        into.changes.add(removal(subject));
      } else if (exact) {
        withheld.add(subject);
      } else {
        left.add(subject);
      }
    }
    giveUp(into);
    if (!withheld.isEmpty()) {
      withhold(withheld, blind.getFirst().line().at(), into);
    }
    if (!left.isEmpty()) {
      leave(left, into);
    }
  }

  private Change removal(Subject subject) {
    boolean gitGranted = live.granted().contains(subject.id());
    @Nullable DesiredAssignment line = declared.line(subject.id());
    if (line != null && line.expiredBy(inputs.now())) {
      return new Change.AssignmentRemoved(
          live.role(),
          subject,
          RemovalReason.EXPIRED,
          causes.ofExpiry(line, gitGranted),
          line.at());
    }
    if (line != null) {
      return new Change.AssignmentRemoved(
          live.role(),
          subject,
          RemovalReason.NOT_STARTED,
          causes.ofRemoving(gitGranted),
          line.at());
    }
    Optional<Change.AssignmentRemoved> drained =
        new Draining(inputs).removal(live.role(), subject, gitGranted);
    if (drained.isPresent()) {
      return drained.get();
    }
    RemovalReason why = gitGranted ? RemovalReason.WITHDRAWN : RemovalReason.NOT_DECLARED;
    return new Change.AssignmentRemoved(
        live.role(), subject, why, causes.ofRemoving(gitGranted), roleAt);
  }

  /** What git granted, no longer asks for, and finds not held. */
  private void giveUp(Collected into) {
    for (String id : live.granted()) {
      boolean stays = declared.isActive(id) || (declared.keeps(id) && isThere(id));
      if (!stays && !live.held().containsKey(id)) {
        into.givesUp.add(live.grant(id));
      }
    }
  }

  /** Whether the tenant still has an account that a line keeps; each of those was looked up. */
  private boolean isThere(String id) {
    return inputs.live().directory().find(new SubjectId(live.kind(), id)).isPresent();
  }

  private void withhold(List<Subject> holders, SourceRef at, Collected into) {
    into.withheld.add(
        new Withheld(RuleId.REMOVAL_WITHHELD, live.role(), live.kind(), holders, null, at));
    into.findings.add(
        Problem.warning(
            RuleId.REMOVAL_WITHHELD,
            at,
            "%s would be removed from %s, and stays for now: %s."
                .formatted(counted(holders), live.role(), Counted.names(holders))));
  }

  private void leave(List<Subject> holders, Collected into) {
    into.findings.add(
        Problem.note(
            RuleId.UNMANAGED_HOLDER,
            roleAt,
            "%s of %s not declared, left alone: %s."
                .formatted(counted(holders), live.role(), Counted.names(holders))));
  }

  private String counted(List<Subject> holders) {
    return Counted.of(holders.size(), live.kind().word());
  }
}
