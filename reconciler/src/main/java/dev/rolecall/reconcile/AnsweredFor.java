package dev.rolecall.reconcile;

import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.Draining;
import dev.rolecall.model.Deletion;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.plan.StepIds;
import dev.rolecall.policy.Proposed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has to answer for now. Not what was judged when it was declared: an expiry, the
 * start of a line that stood there before. But what is declared for later, as if it took effect
 * now: a line that begins another day, an end that is dropped, moved, set or brought forward.
 */
final class AnsweredFor {
  private final DiffInputs inputs;
  private final MovedEnds ends;
  private final List<Proposed> judged;
  private final LiveState live;
  private final boolean asItIs;
  private final List<Proposed> losing;
  private final List<Proposed> lasting;
  private final LiveState lastingLive;
  private final boolean allForGood;

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
    var coming = new ArrayList<Change.AssignmentAdded>();
    var leaving = new ArrayList<Change.OfHolder>();
    if (whole) {
      Set<String> known = steps.stream().map(Proposed::id).collect(Collectors.toSet());
      List<Change.OfHolder> postponed = postponed(steps);
      var grants = new LaterGrants(inputs, ends);
      for (Change.AssignmentAdded later : grants.all(without(inputs.live(), postponed))) {
        if (grants.isNew(later)) {
          add(later, known, all);
        } else {
          coming.add(later);
        }
      }
      ends.longer().forEach(change -> add(change, known, all));
      ends.shortened().forEach(change -> add(change, known, lost));
      new Draining(inputs)
          .later(role -> !Draining.stoodThere(before, role))
          .forEach(change -> add(change, known, lost));
      leaving.addAll(ends.longer());
      leaving.addAll(postponed);
    }
    judged = List.copyOf(all);
    losing = List.copyOf(lost);
    asItIs = leaving.isEmpty() && coming.isEmpty();
    live = asItIs ? inputs.live() : with(coming, without(inputs.live(), leaving));
    lasting =
        losing.stream()
            .filter(one ->
                !(one.change() instanceof Change.AssignmentAdded added && added.expires() != null))
            .toList();
    boolean takes = losing.stream().anyMatch(one -> one.change().loses());
    List<Change.AssignmentRemoved> ending = takes ? ending(before) : List.of();
    lastingLive = without(inputs.live(), ending);
    allForGood = ending.isEmpty() && lasting.size() == losing.size();
  }

  /** Who was to lose something another day before this change already. */
  private List<Change.AssignmentRemoved> ending(@Nullable DesiredState before) {
    var ending = new ArrayList<>(ends.ending());
    ending.addAll(new Draining(inputs).later(role -> Draining.stoodThere(before, role)));
    return ending;
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

  /** The same without grants that end: they make up for no loss. */
  List<Proposed> lasting() {
    return lasting;
  }

  /** Whether all that is lost is lost for good. */
  boolean losesForGood() {
    return allForGood;
  }

  /** The tenant without grants that were to end: whoever has nothing else loses all the same. */
  LiveState lastingLive() {
    return lastingLive;
  }

  /**
   * The tenant with those who were to begin another day, and without those whose end is dropped or
   * moved away, or who are to begin anew: they would have lost it.
   */
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
    return was != null
        && was.activeAt(inputs.now())
        && !ends.wasObserved(added.role(), added.subject().kind());
  }

  /** Whether the line that has expired would have done so before this change too. */
  private boolean endedSo(Change.AssignmentRemoved removed) {
    if (removed.drain() != null) {
      @Nullable Deletion then = ends.deletionOf(removed.role());
      return then != null && then.drainedBy(inputs.now());
    }
    @Nullable DesiredAssignment was = ends.old(removed.role(), removed.subject().key());
    return was != null && was.expiredBy(inputs.now());
  }

  /** Holders whose line says now that it begins another day: until then they are out. */
  private static List<Change.OfHolder> postponed(List<Proposed> steps) {
    var postponed = new ArrayList<Change.OfHolder>();
    for (Proposed step : steps) {
      if (step.change() instanceof Change.AssignmentRemoved removed
          && removed.why() == Change.RemovalReason.NOT_STARTED) {
        postponed.add(removed);
      }
    }
    return postponed;
  }

  private static LiveState without(LiveState live, List<? extends Change.OfHolder> leaving) {
    return edited(
        live, leaving, (all, gone) -> all.stream().filter(one -> !gone.contains(one)).toList());
  }

  private static LiveState with(List<Change.AssignmentAdded> coming, LiveState live) {
    return edited(live, coming, (all, more) -> Stream.concat(all.stream(), more.stream()).toList());
  }

  /** The holders of each role that is there, with the subjects of these changes of it. */
  private static LiveState edited(
      LiveState live,
      List<? extends Change.OfHolder> changes,
      BiFunction<List<Subject>, Set<Subject>, List<Subject>> edit) {
    if (changes.isEmpty()) {
      return live;
    }
    SortedMap<Slug, Set<Subject>> subjects = new TreeMap<>();
    changes.forEach(change ->
        subjects.computeIfAbsent(change.role(), _ -> new HashSet<>()).add(change.subject()));
    subjects.keySet().retainAll(live.roles().keySet());
    SortedMap<Slug, List<Subject>> holders = new TreeMap<>(live.holders());
    subjects.forEach(
        (role, some) -> holders.put(role, edit.apply(holders.getOrDefault(role, List.of()), some)));
    return live.heldBy(holders);
  }
}
