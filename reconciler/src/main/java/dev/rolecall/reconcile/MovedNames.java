package dev.rolecall.reconcile;

import dev.rolecall.diff.Unwritten;
import dev.rolecall.model.Grant;
import dev.rolecall.model.Granted;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectId;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.Settled;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What those go by whose grants a run moves without a step, so that history finds them by name. */
final class MovedNames {
  private MovedNames() {}

  /** Without those whom a pin names already; a line that says the id leaves no pin. */
  static List<Subject> of(ApplyJob job) {
    Unwritten unwritten = job.compared().difference().unwritten();
    SubjectDirectory live = job.compared().inputs().live().directory();
    Set<Subject> names = new TreeSet<>();
    for (SubjectId id : moved(job, unwritten)) {
      live.find(id)
          .filter(subject -> unwritten.pins().of(subject.key()).filter(id::equals).isEmpty())
          .ifPresent(names::add);
    }
    return List.copyOf(names);
  }

  private static Set<SubjectId> moved(ApplyJob job, Unwritten unwritten) {
    Granted before = job.asked().record().last().map(LastRun::granted).orElse(Granted.nothing());
    Settled settled = job.compared().settled();
    var moved = new HashSet<SubjectId>();
    Stream.of(
            unwritten.adopts().stream().filter(grant -> !before.has(grant)),
            unwritten.givesUp().stream(),
            settled.granted().notIn(before).stream(),
            before.notIn(settled.granted()).stream())
        .flatMap(grants -> grants)
        .map(Grant::subject)
        .forEach(moved::add);
    return moved;
  }
}
