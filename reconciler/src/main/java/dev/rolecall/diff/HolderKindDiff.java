package dev.rolecall.diff;

import dev.rolecall.model.Days;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The holders of one kind of one role: who is released, who waits and who is added; {@link
 * HolderRemovals} says who leaves.
 */
final class HolderKindDiff {
  private final DiffInputs inputs;
  private final DesiredHolding holding;
  private final Slug role;
  private final SubjectKind kind;
  private final @Nullable SourceRef roleAt;
  private final HolderCauses causes;
  private final LiveHolders live;

  HolderKindDiff(
      DiffInputs inputs, DesiredHolding holding, SubjectKind kind, @Nullable SourceRef roleAt) {
    this.inputs = inputs;
    this.holding = holding;
    this.role = holding.role();
    this.kind = kind;
    this.roleAt = roleAt;
    this.causes = new HolderCauses(inputs, role, kind);
    this.live = LiveHolders.of(inputs, role, kind);
  }

  void run(Collected into) {
    var declared = DeclaredHolders.resolve(inputs, holding.of(kind), into);
    ManageMode mode = holding.manage().of(kind);
    if (mode == ManageMode.OBSERVE) {
      release(into);
      declared.accounts().forEach(account -> ended(account, into));
      return;
    }
    declared.waiting().forEach(line -> waits(line, declared, into));
    add(declared, into);
    new HolderRemovals(inputs, declared, live, causes, roleAt).run(mode == ManageMode.EXACT, into);
  }

  /** Git no longer adds or removes anybody here, and what it granted it will not take back. */
  private void release(Collected into) {
    live.granted().forEach(id -> into.givesUp.add(live.grant(id)));
    if (!causes.wasManaged() && live.granted().isEmpty()) {
      return;
    }
    if (live.held().isEmpty() && live.granted().isEmpty()) {
      return;
    }
    int held = live.held().size();
    List<Subject> ours =
        live.held().values().stream()
            .filter(subject -> live.granted().contains(subject.id()))
            .toList();
    into.findings.add(
        Problem.warning(
            RuleId.RELEASED,
            roleAt,
            "%s of %s %s released, of them git's own %s: git no longer adds or removes %s there, and forgets whom it granted."
                .formatted(
                    Counted.of(held, kind.word()),
                    role,
                    held == 1 ? "is" : "are",
                    ours.isEmpty() ? "none" : "%d (%s)".formatted(ours.size(), Counted.names(ours)),
                    kind.plural())));
  }

  /** Git says that this holder's time is over, and takes nobody out. */
  private void ended(Meant.Account account, Collected into) {
    DesiredAssignment line = account.line();
    Subject subject = account.subject();
    if (!line.expiredBy(inputs.now()) || !live.held().containsKey(subject.id())) {
      return;
    }
    into.findings.add(
        Problem.warning(
            RuleId.EXPIRED_OBSERVED,
            line.at(),
            "%s %s still holds %s, though this line ended on %s: manage: observe takes nobody out."
                .formatted(
                    kind.word(),
                    subject.name(),
                    role,
                    Days.last(Objects.requireNonNull(line.expires(), "has ended")))));
    into.withheld.add(
        new Withheld(RuleId.EXPIRED_OBSERVED, role, kind, List.of(subject), null, line.at()));
  }

  private void waits(Meant.Waits waits, DeclaredHolders declared, Collected into) {
    DesiredAssignment line = waits.line();
    boolean removesNobody =
        waits.anybody()
            && holding.manage().of(kind) == ManageMode.EXACT
            && line.activeAt(inputs.now());
    String consequence =
        removesNobody
            ? "While that is so, no %s whom git did not grant %s is removed from it."
                .formatted(kind.word(), role)
            : "The line neither grants %s nor takes it away until that is settled.".formatted(role);
    into.findings.add(
        Problem.warning(waits.rule(), line.at(), waits.message() + " " + consequence));
    if (line.activeAt(inputs.now())) {
      List<Subject> stay =
          live.held().values().stream()
              .filter(
                  subject -> declared.keeps(subject.id()) && waits.keeps().contains(subject.id()))
              .toList();
      into.withheld.add(new Withheld(waits.rule(), role, kind, stay, line.subject(), line.at()));
    } else {
      into.later.add(new Withheld(waits.rule(), role, kind, List.of(), line.subject(), line.at()));
    }
  }

  private void add(DeclaredHolders declared, Collected into) {
    var adopted = new ArrayList<Subject>();
    for (Meant.Account account : declared.accounts()) {
      DesiredAssignment line = account.line();
      Subject subject = account.subject();
      if (!line.startedBy(inputs.now())) {
        into.findings.add(notStarted(line));
      } else if (line.activeAt(inputs.now()) && !live.held().containsKey(subject.id())) {
        into.changes.add(
            new Change.AssignmentAdded(
                role, subject, line.expires(), line.reason(), causes.ofAdding(line), line.at()));
      } else if (line.activeAt(inputs.now())) {
        if (!live.granted().contains(subject.id())) {
          into.adopts.add(live.grant(subject.id()));
          adopted.add(subject);
        }
      }
    }
    if (!adopted.isEmpty()) {
      into.adopted.add(new Adopted(role, kind, adopted));
      into.findings.add(
          Problem.note(
              RuleId.ADOPTS,
              roleAt,
              "%s of %s declared and held already, so git's own from now on: %s."
                  .formatted(
                      Counted.of(adopted.size(), kind.word()), role, Counted.names(adopted))));
    }
  }

  private Problem notStarted(DesiredAssignment line) {
    return Problem.note(
        RuleId.NOT_STARTED,
        line.at(),
        "%s holds %s from %s on."
            .formatted(
                line.subject(),
                role,
                Days.first(Objects.requireNonNull(line.from(), "starts later"))));
  }
}
