package dev.rolecall.reconcile;

import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.Differ;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectName;
import dev.rolecall.plan.StepIds;
import dev.rolecall.policy.Proposed;
import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has to answer for now. Not what was judged when it was declared: an expiry, the
 * start of a line that stood there before. But what is declared for later, as if it took effect
 * now: a line that begins another day, an end that is dropped, set or brought forward.
 */
final class AnsweredFor {
  private final DiffInputs inputs;
  private final MovedEnds ends;
  private final List<Proposed> judged;
  private final LiveState live;
  private final boolean asItIs;
  private final List<Proposed> losing;
  private final List<Proposed> lengthened;

  /**
   * @param steps all that is done
   * @param whole whether all that the commit asks for is done: what a run leaves out is judged by
   *     the one that does not
   * @param before what the change is held against; null: nothing is known, so every line is new
   */
  AnsweredFor(
      DiffInputs inputs, @Nullable DesiredState before, List<Proposed> steps, boolean whole) {
    this.inputs = inputs;
    ends = new MovedEnds(inputs, before);
    var all = new ArrayList<Proposed>();
    steps.stream().filter(step -> !wasJudged(step.change())).forEach(all::add);
    var lost = new ArrayList<Proposed>(all);
    var longer = new ArrayList<Proposed>();
    if (whole) {
      Set<String> known = steps.stream().map(Proposed::id).collect(Collectors.toSet());
      later().forEach(change -> add(change, known, all));
      ends.endless().forEach(change -> add(change, known, all));
      ends.shortened().forEach(change -> add(change, known, lost));
      ends.lengthened().forEach(change -> add(change, known, longer));
    }
    judged = List.copyOf(all);
    losing = List.copyOf(lost);
    lengthened = List.copyOf(longer);
    asItIs = !whole || ends.endless().isEmpty();
    live = asItIs ? inputs.live() : without(ends.endless());
  }

  /** What is done anyway is not told twice. */
  private static void add(Change change, Set<String> known, List<Proposed> to) {
    String id = StepIds.of(change);
    if (!known.contains(id)) {
      to.add(new Proposed(id, change));
    }
  }

  /** What is answered for where something is gained. */
  List<Proposed> judged() {
    return judged;
  }

  /** What is answered for where something is lost. */
  List<Proposed> losing() {
    return losing;
  }

  /** Ends that are moved further away. */
  List<Proposed> lengthened() {
    return lengthened;
  }

  /** The tenant, without those whose end is dropped: they would have lost it. */
  LiveState live() {
    return live;
  }

  /** Whether {@link #live} is the tenant as it is. */
  boolean isOfTheTenantAsItIs() {
    return asItIs;
  }

  private boolean wasJudged(Change change) {
    return switch (change) {
      case Change.AssignmentRemoved removed -> removed.cause() == Cause.EXPIRED && endedSo(removed);
      case Change.AssignmentAdded added -> added.cause() == Cause.STARTED && beganSo(added);
      case Change.OfCapability _, Change.OfRole _, Change.OfHolder _ -> false;
    };
  }

  /** Whether the line that has started would have done so before this change too. */
  private boolean beganSo(Change.AssignmentAdded added) {
    @Nullable DesiredAssignment was = ends.old(added.role(), added.subject().key());
    return was != null && was.activeAt(inputs.now());
  }

  /** Whether the line that has expired would have done so before this change too. */
  private boolean endedSo(Change.AssignmentRemoved removed) {
    @Nullable DesiredAssignment was = ends.old(removed.role(), removed.subject().key());
    return was != null && was.expiredBy(inputs.now());
  }

  /** The grants of new lines that begin another day. */
  private List<Change> later() {
    SortedMap<Slug, DesiredHolding> begun = new TreeMap<>(inputs.desired().holdings());
    var lines = new HashSet<SourceRef>();
    for (DesiredHolding holding : inputs.desired().holdings().values()) {
      if (holding.assignments().stream().allMatch(line -> line.startedBy(inputs.now()))) {
        continue;
      }
      var now = new ArrayList<DesiredAssignment>();
      for (DesiredAssignment line : holding.assignments()) {
        boolean waits = !line.startedBy(inputs.now()) && isNew(holding.role(), line);
        if (waits) {
          lines.add(line.at());
        }
        now.add(waits ? begun(line) : line);
      }
      begun.put(holding.role(), new DesiredHolding(holding.role(), holding.manage(), now));
    }
    return lines.isEmpty()
        ? List.of()
        : Differ.diff(inputs.desiring(holding(begun))).changes().stream()
            .filter(
                change -> change instanceof Change.AssignmentAdded && lines.contains(change.at()))
            .toList();
  }

  private DesiredState holding(SortedMap<Slug, DesiredHolding> holdings) {
    DesiredState state = inputs.desired();
    return new DesiredState(
        state.tenant(),
        state.capabilities(),
        state.roles(),
        holdings,
        state.retired(),
        state.retiredCapabilities(),
        state.retiredBefore(),
        state.approvals(),
        state.separations(),
        state.rules(),
        state.uncounted());
  }

  private static DesiredAssignment begun(DesiredAssignment line) {
    return new DesiredAssignment(
        line.subject(), line.id(), null, line.expires(), line.reason(), line.at());
  }

  private boolean isNew(Slug role, DesiredAssignment line) {
    SubjectName subject = line.subject();
    @Nullable DesiredAssignment old = ends.old(role, subject);
    return old == null
        || !Objects.equals(old.from(), line.from())
        || !Objects.equals(old.expires(), line.expires());
  }

  private LiveState without(List<Change.AssignmentAdded> endless) {
    SortedMap<Slug, List<Subject>> holders = new TreeMap<>(inputs.live().holders());
    var byRole = new TreeMap<Slug, Set<Subject>>();
    endless.forEach(change ->
        byRole.computeIfAbsent(change.role(), _ -> new HashSet<>()).add(change.subject()));
    byRole.forEach((role, gone) ->
        holders.computeIfPresent(
            role, (_, all) -> all.stream().filter(one -> !gone.contains(one)).toList()));
    return inputs.live().heldBy(holders);
  }
}
