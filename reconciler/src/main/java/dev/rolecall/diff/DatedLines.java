package dev.rolecall.diff;

import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.Grant;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lines that begin or end another day, as far as git acts by them: not in {@code
 * observe}, and not while a line waits for its account. Looks up no line that has no such day.
 */
public final class DatedLines {
  private final DiffInputs inputs;
  private final LineResolver resolver;
  private final HolderIndex held;
  private final Set<Grant> adopted = new HashSet<>();

  private DatedLines(DiffInputs inputs, DiffResult found) {
    this.inputs = inputs;
    held = new HolderIndex(inputs.live());
    resolver = new LineResolver(inputs.live().directory(), inputs.record().pins());
    for (Adopted some : found.adopted()) {
      some.holders()
          .forEach(holder -> adopted.add(new Grant(some.role(), some.kind(), holder.id())));
    }
  }

  /**
   * All of them, role by role, those of one role in the order of its lines.
   *
   * @param found by the same comparison: whom the next run makes git's own
   */
  public static List<DatedLine> of(DiffInputs inputs, DiffResult found) {
    var lines = new DatedLines(inputs, found);
    var dated = new ArrayList<DatedLine>();
    for (DesiredHolding holding : inputs.desired().holdings().values()) {
      lines.addOf(holding, dated);
    }
    return dated;
  }

  private void addOf(DesiredHolding holding, List<DatedLine> to) {
    Set<Grant> seen = new HashSet<>();
    for (DesiredAssignment line : holding.assignments()) {
      if (hasADay(line)
          && holding.manage().of(line.subject().kind()) != ManageMode.OBSERVE
          && resolver.resolve(line) instanceof Meant.Account account) {
        DatedLine dated = dated(holding, line, account.subject());
        if (seen.add(dated.grant())) {
          to.add(dated);
        }
      }
    }
  }

  private boolean hasADay(DesiredAssignment line) {
    return !line.expiredBy(inputs.now())
        && (line.expires() != null || !line.startedBy(inputs.now()));
  }

  private DatedLine dated(DesiredHolding holding, DesiredAssignment line, Subject subject) {
    @Nullable Instant from = line.startedBy(inputs.now()) ? null : line.from();
    @Nullable Instant end = from != null || isTakenBack(holding, subject) ? line.expires() : null;
    return new DatedLine(holding.role(), subject, from, end, line.at());
  }

  /** In {@code add} git takes back what it granted, and what it is about to grant or adopt. */
  private boolean isTakenBack(DesiredHolding holding, Subject subject) {
    SubjectKind kind = subject.kind();
    var grant = new Grant(holding.role(), subject.identity());
    return holding.manage().of(kind) == ManageMode.EXACT
        || inputs.record().granted().of(holding.role(), kind).contains(subject.id())
        || adopted.contains(grant)
        || !held.has(grant);
  }
}
