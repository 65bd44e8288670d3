package dev.rolecall.diff;

import static java.util.stream.Collectors.toMap;

import dev.rolecall.diff.Change.Why;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The holders of one kind of one role. A subject is its id: names only find it. */
final class KindDiff {
  private final Inputs inputs;
  private final DesiredHolding holding;
  private final Slug role;
  private final SubjectKind kind;
  private final @Nullable SourceRef roleAt;

  private final Map<String, DesiredAssignment> declared = new HashMap<>();
  private final Map<String, Subject> found = new HashMap<>();
  private final List<DesiredAssignment> unknown = new ArrayList<>();

  KindDiff(Inputs inputs, DesiredHolding holding, SubjectKind kind, @Nullable SourceRef roleAt) {
    this.inputs = inputs;
    this.holding = holding;
    this.role = holding.role();
    this.kind = kind;
    this.roleAt = roleAt;
  }

  void run(List<Change> changes, List<Problem> findings) {
    List<Subject> live = inputs.live().holders(role, kind);
    ManageMode mode = holding.manage().of(kind);
    Optional<DesiredHolding> applied = inputs.appliedHolding(role);
    if (mode == ManageMode.OBSERVE) {
      if (applied.filter(a -> a.manage().of(kind) != ManageMode.OBSERVE).isPresent()) {
        findings.add(released(live.size()));
      }
      return;
    }
    resolve(findings);
    Map<String, DesiredAssignment> granted = grantedBy(applied);
    add(live, granted, changes, findings);
    remove(live, granted, changes, findings);
  }

  private void resolve(List<Problem> findings) {
    for (DesiredAssignment assignment : holding.of(kind)) {
      Optional<Subject> subject = inputs.live().directory().find(assignment.subject());
      if (subject.isEmpty()) {
        unknown.add(assignment);
        continue;
      }
      found.put(subject.get().id(), subject.get());
      DesiredAssignment other = declared.putIfAbsent(subject.get().id(), assignment);
      if (other != null) {
        findings.add(
            Problem.error(
                RuleId.DUPLICATE_SUBJECT,
                assignment.at(),
                "%s is the same %s as %s at %s."
                    .formatted(
                        assignment.subject().name(),
                        kind.word(),
                        other.subject().name(),
                        other.at())));
      }
    }
    for (DesiredAssignment assignment : unknown) {
      findings.add(
          Problem.warning(
              RuleId.UNKNOWN_SUBJECT,
              assignment.at(),
              "The tenant has no %s; while that is so, no %s is removed from %s."
                  .formatted(assignment.subject(), kind.word(), role)));
    }
  }

  /** The lines of the applied commit that have started by now, by subject id. */
  private Map<String, DesiredAssignment> grantedBy(Optional<DesiredHolding> applied) {
    return applied
        .filter(a -> a.manage().of(kind) != ManageMode.OBSERVE)
        .map(a -> a.of(kind))
        .orElse(List.of())
        .stream()
        .filter(assignment -> assignment.startedBy(inputs.now()))
        .filter(assignment -> inputs.live().directory().find(assignment.subject()).isPresent())
        .collect(
            toMap(
                assignment ->
                    inputs.live().directory().find(assignment.subject()).orElseThrow().id(),
                assignment -> assignment,
                (first, _) -> first));
  }

  private void add(
      List<Subject> live,
      Map<String, DesiredAssignment> granted,
      List<Change> changes,
      List<Problem> findings) {
    var held = live.stream().collect(toMap(Subject::id, subject -> subject, (a, _) -> a));
    for (var entry : declared.entrySet()) {
      DesiredAssignment assignment = entry.getValue();
      if (!assignment.startedBy(inputs.now())) {
        findings.add(
            Problem.note(
                RuleId.NOT_STARTED,
                assignment.at(),
                "%s holds %s from %s on."
                    .formatted(
                        assignment.subject(),
                        role,
                        Days.first(Objects.requireNonNull(assignment.from())))));
      } else if (assignment.activeAt(inputs.now()) && !held.containsKey(entry.getKey())) {
        changes.add(
            new Change.AssignmentAdded(
                role,
                Objects.requireNonNull(found.get(entry.getKey())),
                assignment.expires(),
                addCause(assignment, granted.get(entry.getKey())),
                assignment.at()));
      }
    }
  }

  private Cause addCause(DesiredAssignment desired, @Nullable DesiredAssignment applied) {
    if (inputs.takesOver(role)) {
      return Cause.TAKES_OVER;
    }
    if (applied == null || applied.expiredBy(inputs.now())) {
      return Cause.PENDING;
    }
    boolean startedSince =
        desired.from() != null
            && desired.from().equals(applied.from())
            && !applied.startedBy(inputs.appliedAfter());
    return startedSince ? Cause.STARTED : Cause.DRIFT;
  }

  private void remove(
      List<Subject> live,
      Map<String, DesiredAssignment> granted,
      List<Change> changes,
      List<Problem> findings) {
    boolean exact = holding.manage().of(kind) == ManageMode.EXACT;
    var left = new ArrayList<Subject>();
    var withheld = new ArrayList<Subject>();
    for (Subject subject : live) {
      DesiredAssignment assignment = declared.get(subject.id());
      if (assignment != null && assignment.activeAt(inputs.now())) {
        continue;
      }
      DesiredAssignment before = granted.get(subject.id());
      // What had expired when it was committed, that commit never granted.
      boolean gitGranted = before != null && !before.expiredBy(inputs.appliedAfter());
      if (!exact && !gitGranted) {
        left.add(subject);
      } else if (unknown.isEmpty()) {
        changes.add(removal(subject, assignment, before));
      } else {
        withheld.add(subject);
      }
    }
    if (!withheld.isEmpty()) {
      findings.add(
          Problem.warning(
              RuleId.REMOVAL_WITHHELD,
              unknown.getFirst().at(),
              "%s would be removed from %s, and stays for now: %s."
                  .formatted(
                      Counted.of(withheld.size(), kind.word()),
                      role,
                      Counted.list(names(withheld)))));
    }
    if (!left.isEmpty()) {
      findings.add(
          Problem.note(
              RuleId.UNMANAGED_HOLDER,
              roleAt,
              "%s of %s not declared, left alone: %s."
                  .formatted(
                      Counted.of(left.size(), kind.word()), role, Counted.list(names(left)))));
    }
  }

  private static List<String> names(List<Subject> subjects) {
    return subjects.stream().map(Subject::name).toList();
  }

  private Change removal(
      Subject subject,
      @Nullable DesiredAssignment assignment,
      @Nullable DesiredAssignment applied) {
    boolean gitGranted = applied != null;
    if (assignment != null && assignment.expiredBy(inputs.now())) {
      return new Change.AssignmentRemoved(
          role, subject, Why.EXPIRED, expiryCause(applied), assignment.at());
    }
    if (assignment != null) {
      return new Change.AssignmentRemoved(
          role, subject, Why.NOT_STARTED, removeCause(gitGranted), assignment.at());
    }
    Why why = gitGranted ? Why.WITHDRAWN : Why.NOT_DECLARED;
    return new Change.AssignmentRemoved(role, subject, why, removeCause(gitGranted), roleAt);
  }

  /** What the last apply took back already has been given again by somebody else. */
  private Cause expiryCause(@Nullable DesiredAssignment applied) {
    if (inputs.takesOver(role)) {
      return Cause.TAKES_OVER;
    }
    return applied != null && applied.expiredBy(inputs.appliedAfter())
        ? Cause.DRIFT
        : Cause.EXPIRED;
  }

  private Cause removeCause(boolean gitGranted) {
    if (inputs.takesOver(role)) {
      return Cause.TAKES_OVER;
    }
    boolean wasExact =
        inputs
            .appliedHolding(role)
            .filter(a -> a.manage().of(kind) == ManageMode.EXACT)
            .isPresent();
    return !gitGranted && wasExact ? Cause.DRIFT : Cause.PENDING;
  }

  private Problem released(int holders) {
    return Problem.warning(
        RuleId.RELEASED,
        roleAt,
        "%s of %s %s released: git no longer adds or removes %s there."
            .formatted(
                Counted.of(holders, kind.word()),
                role,
                holders == 1 ? "is" : "are",
                kind.plural()));
  }
}
