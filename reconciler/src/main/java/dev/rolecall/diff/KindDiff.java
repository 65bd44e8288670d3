package dev.rolecall.diff;

import static java.util.stream.Collectors.toMap;

import dev.rolecall.diff.Change.Why;
import dev.rolecall.model.Days;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.Grant;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The holders of one kind of one role. A subject is its id: names only find it. Who is removed in
 * {@code add} is decided by what git granted, never by what a commit declared.
 */
final class KindDiff {
  private final Inputs inputs;
  private final DesiredHolding holding;
  private final Slug role;
  private final SubjectKind kind;
  private final @Nullable SourceRef roleAt;
  private final HolderCauses causes;
  private final Set<String> mine;
  private final Map<String, Subject> held;
  private final Map<String, Meant.Account> declared = new LinkedHashMap<>();
  private final List<Meant.Waits> waiting = new ArrayList<>();
  private final Set<String> kept = new HashSet<>();

  KindDiff(Inputs inputs, DesiredHolding holding, SubjectKind kind, @Nullable SourceRef roleAt) {
    this.inputs = inputs;
    this.holding = holding;
    this.role = holding.role();
    this.kind = kind;
    this.roleAt = roleAt;
    this.causes = new HolderCauses(inputs, role, kind);
    this.mine = inputs.record().granted().of(role, kind);
    this.held =
        inputs.live().holders(role, kind).stream()
            .collect(toMap(Subject::id, s -> s, (a, _) -> a, LinkedHashMap::new));
  }

  void run(Collected into) {
    resolve(into);
    if (holding.manage().of(kind) == ManageMode.OBSERVE) {
      release(into);
      return;
    }
    waiting.forEach(line -> waits(line, into));
    add(into);
    remove(into);
  }

  private void resolve(Collected into) {
    var resolver = new LineResolver(inputs.live().directory(), inputs.record().pins());
    for (DesiredAssignment line : holding.of(kind)) {
      Meant meant = resolver.resolve(line);
      resolver.pinAfter(meant).ifPresent(id -> into.pin(line.subject(), id));
      switch (meant) {
        case Meant.Account account -> declare(account, into);
        case Meant.Waits waits -> {
          if (!line.expiredBy(inputs.now())) {
            waiting.add(waits);
          }
          if (line.activeAt(inputs.now())) {
            kept.addAll(waits.keeps());
          }
        }
      }
    }
    kept.removeAll(declaredNow().keySet());
  }

  private void declare(Meant.Account account, Collected into) {
    Meant.Account other = declared.putIfAbsent(account.subject().id(), account);
    if (other != null) {
      into.findings.add(
          Problem.error(
              RuleId.DUPLICATE_SUBJECT,
              account.line().at(),
              "%s is the same %s as %s at %s."
                  .formatted(
                      account.line().subject().name(),
                      kind.word(),
                      other.line().subject().name(),
                      other.line().at())));
    }
  }

  private Map<String, Meant.Account> declaredNow() {
    var now = new HashMap<>(declared);
    now.values().removeIf(account -> !account.line().activeAt(inputs.now()));
    return now;
  }

  /** Git no longer adds or removes anybody here, and what it granted it will not take back. */
  private void release(Collected into) {
    mine.forEach(id -> into.givesUp.add(new Grant(role, kind, id)));
    if (!causes.wasManaged() && mine.isEmpty()) {
      return;
    }
    if (held.isEmpty() && mine.isEmpty()) {
      return;
    }
    long ours = held.keySet().stream().filter(mine::contains).count();
    into.findings.add(
        Problem.warning(
            RuleId.RELEASED,
            roleAt,
            "%s of %s %s released, %s of them git's own: git no longer adds or removes %s there, and forgets whom it granted."
                .formatted(
                    Counted.of(held.size(), kind.word()),
                    role,
                    held.size() == 1 ? "is" : "are",
                    ours == 0 ? "none" : Long.toString(ours),
                    kind.plural())));
  }

  private void waits(Meant.Waits waits, Collected into) {
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
          held.values().stream()
              .filter(
                  subject -> kept.contains(subject.id()) && waits.keeps().contains(subject.id()))
              .toList();
      into.withheld.add(new Withheld(waits.rule(), role, kind, stay, line.subject(), line.at()));
    }
  }

  private void add(Collected into) {
    var adopted = new ArrayList<Subject>();
    for (var entry : declared.entrySet()) {
      DesiredAssignment line = entry.getValue().line();
      Subject subject = entry.getValue().subject();
      if (!line.startedBy(inputs.now())) {
        into.findings.add(notStarted(line));
      } else if (line.activeAt(inputs.now()) && !held.containsKey(entry.getKey())) {
        into.changes.add(
            new Change.AssignmentAdded(
                role, subject, line.expires(), line.reason(), causes.ofAdding(line), line.at()));
      } else if (line.activeAt(inputs.now())) {
        into.adopts.add(new Grant(role, kind, entry.getKey()));
        if (!mine.contains(entry.getKey())) {
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
                  .formatted(Counted.of(adopted.size(), kind.word()), role, names(adopted))));
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

  private void remove(Collected into) {
    boolean exact = holding.manage().of(kind) == ManageMode.EXACT;
    Map<String, Meant.Account> desired = declaredNow();
    List<Meant.Waits> blind =
        waiting.stream().filter(w -> w.anybody() && w.line().activeAt(inputs.now())).toList();
    var left = new ArrayList<Subject>();
    var withheld = new ArrayList<Subject>();
    for (Subject subject : held.values()) {
      String id = subject.id();
      if (desired.containsKey(id) || kept.contains(id)) {
        continue;
      }
      if (mine.contains(id) || (exact && blind.isEmpty())) {
        Meant.Account account = declared.get(id);
        into.changes.add(removal(subject, account == null ? null : account.line()));
      } else if (exact) {
        withheld.add(subject);
      } else {
        left.add(subject);
      }
    }
    for (String id : mine) {
      boolean stays = desired.containsKey(id) || (kept.contains(id) && isThere(id));
      if (!stays && !held.containsKey(id)) {
        into.givesUp.add(new Grant(role, kind, id));
      }
    }
    if (!withheld.isEmpty()) {
      SourceRef at = blind.getFirst().line().at();
      into.withheld.add(new Withheld(RuleId.REMOVAL_WITHHELD, role, kind, withheld, null, at));
      into.findings.add(
          Problem.warning(
              RuleId.REMOVAL_WITHHELD,
              at,
              "%s would be removed from %s, and stays for now: %s."
                  .formatted(Counted.of(withheld.size(), kind.word()), role, names(withheld))));
    }
    if (!left.isEmpty()) {
      into.findings.add(
          Problem.note(
              RuleId.UNMANAGED_HOLDER,
              roleAt,
              "%s of %s not declared, left alone: %s."
                  .formatted(Counted.of(left.size(), kind.word()), role, names(left))));
    }
  }

  /** Whether the tenant still has an account that a line keeps; each of those was looked up. */
  private boolean isThere(String id) {
    return inputs.live().directory().find(new SubjectId(kind, id)).isPresent();
  }

  private Change removal(Subject subject, @Nullable DesiredAssignment line) {
    boolean gitGranted = mine.contains(subject.id());
    if (line != null && line.expiredBy(inputs.now())) {
      return new Change.AssignmentRemoved(
          role, subject, Why.EXPIRED, causes.ofExpiry(line), line.at());
    }
    if (line != null) {
      return new Change.AssignmentRemoved(
          role, subject, Why.NOT_STARTED, causes.ofRemoving(gitGranted), line.at());
    }
    Why why = gitGranted ? Why.WITHDRAWN : Why.NOT_DECLARED;
    return new Change.AssignmentRemoved(role, subject, why, causes.ofRemoving(gitGranted), roleAt);
  }

  private static String names(List<Subject> subjects) {
    return Counted.list(subjects.stream().map(Subject::name).toList());
  }
}
