package dev.rolecall.diff;

import dev.rolecall.model.DefinitionIds;
import dev.rolecall.model.Grant;
import dev.rolecall.model.Pins;
import dev.rolecall.model.SubjectName;
import dev.rolecall.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the parts of one comparison have found so far. */
final class Collected {
  private static final Comparator<Withheld> BY_ROLE =
      Comparator.comparing(Withheld::role)
          .thenComparing(Withheld::kind)
          .thenComparing(Withheld::at, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Withheld::rule);

  final List<Change> changes = new ArrayList<>();
  final List<Problem> findings = new ArrayList<>();
  final List<Withheld> withheld = new ArrayList<>();
  final List<Withheld> later = new ArrayList<>();
  final List<Adopted> adopted = new ArrayList<>();
  final Set<Grant> adopts = new HashSet<>();
  final Set<Grant> givesUp = new HashSet<>();
  private final Map<SubjectName, String> pins = new HashMap<>();

  void pin(SubjectName name, String id) {
    pins.put(name.folded(), id);
  }

  /** Adds what a part that comes after this one has found. */
  void add(Collected next) {
    changes.addAll(next.changes);
    findings.addAll(next.findings);
    withheld.addAll(next.withheld);
    later.addAll(next.later);
    adopted.addAll(next.adopted);
    adopts.addAll(next.adopts);
    givesUp.addAll(next.givesUp);
    pins.putAll(next.pins);
  }

  DiffResult difference(List<DeclaredChange> declared, DefinitionIds vanished) {
    SortKey.sort(changes);
    findings.sort(Problem.BY_PLACE);
    withheld.sort(BY_ROLE);
    later.sort(BY_ROLE);
    adopted.sort(Comparator.comparing(Adopted::role).thenComparing(Adopted::kind));
    return new DiffResult(
        changes,
        findings,
        declared,
        withheld,
        later,
        adopted,
        new Unwritten(adopts, givesUp, new Pins(pins), vanished));
  }
}
