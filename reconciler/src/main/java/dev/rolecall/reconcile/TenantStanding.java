package dev.rolecall.reconcile;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.EffectCheck;
import dev.rolecall.model.Days;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Emergency;
import dev.rolecall.model.Hold;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Ratification;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Standing;
import dev.rolecall.model.TakenBack;
import dev.rolecall.plan.Step;
import dev.rolecall.plan.StepIds;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.Lease;
import dev.rolecall.record.RunRecord;
import dev.rolecall.record.RunState;
import dev.rolecall.report.TenantNotes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands over a tenant, held against what a commit asks of it. */
public final class TenantStanding {
  /** How long a run that broke the glass may go unratified before it counts as drift. */
  private static final Duration GRACE = Duration.ofHours(24);

  private static final int SHORT = 8;

  private final DesiredSide asked;
  private final Standing standing;
  private final Redoing redoing;
  private final Map<String, Set<String>> again;
  private final Instant now;
  private final TenantNotes notes;

  private TenantStanding(
      DesiredSide asked,
      Standing standing,
      Collection<Change> changes,
      Instant now,
      TenantNotes notes) {
    this.asked = asked;
    this.standing = standing;
    this.redoing = new Redoing(asked.desired());
    this.again = redoing.again(standing.takenBack(), changes);
    this.now = now;
    this.notes = notes;
  }

  /**
   * Of a commit.
   *
   * @param changes that it asks for
   */
  static TenantStanding of(
      DesiredSide asked, LiveState live, Collection<Change> changes, Instant now) {
    Optional<LastRun> last = asked.record().last();
    Standing standing = last.map(LastRun::standing).orElse(Standing.nothing());
    Optional<LastRun> open = last.filter(one -> one.run().state() == RunState.STARTED);
    // An id is a digest, and there may be many: they are made for whoever asks.
    Set<String> pending =
        open.isPresent() ? changes.stream().map(StepIds::of).collect(Collectors.toSet()) : Set.of();
    TenantNotes.@Nullable Unfinished unfinished =
        open.map(one -> unfinished(one, live, pending, now)).orElse(null);
    return new TenantStanding(
        asked,
        standing,
        changes,
        now,
        new TenantNotes(
            standing.holdAt(now),
            standing.takenBack(),
            standing.unratified(ratifications(asked)),
            unfinished));
  }

  private static TenantNotes.Unfinished unfinished(
      LastRun last, LiveState live, Set<String> pending, Instant now) {
    RunRecord run = last.run();
    List<Step> meant = last.unsettled().meant();
    var effect = new EffectCheck(live);
    List<Step> open = meant.stream().filter(step -> !effect.isInEffect(step.change())).toList();
    return new TenantNotes.Unfinished(
        run.run().id(),
        run.run().actor(),
        run.progress().begun(),
        Lease.heldBy(run, now) ? run.progress().lease() : null,
        meant.size(),
        meant.size() - open.size(),
        open.stream().filter(step -> pending.contains(step.id())).toList());
  }

  /**
   * Of a change those that it brings along count too: they do once it is merged. What nobody has
   * committed does not.
   */
  private static List<Ratification> ratifications(DesiredSide asked) {
    var all = new ArrayList<>(asked.desired().ratifications());
    all.removeIf(one -> asked.source().changed().contains(one.at().file()));
    if (asked.base() != null) {
      all.addAll(asked.base().ratifications());
    }
    return all;
  }

  /** For reports. */
  TenantNotes notes() {
    return notes;
  }

  /** What the record keeps of it after a run of this commit. */
  Standing after() {
    return kept().without(this::agrees);
  }

  /** The same where a run does these in spite of it: what it does again is not undone any more. */
  Standing afterAll(Collection<Change> done) {
    Map<String, Set<String>> redone = redoing.again(standing.takenBack(), done);
    return after().without(undone -> !of(undone, redone).isEmpty());
  }

  /** What the record keeps of it after a run that applies no commit. */
  Standing kept() {
    return standing.asOf(now, asked.desired().ratifications());
  }

  /** Whether the commit does not do again what an undo took back. */
  private boolean agrees(TakenBack undone) {
    return redone(undone).isEmpty() && lost(undone).isEmpty();
  }

  /** Whether this change would do again what an undo took back. */
  boolean wasTakenBack(Change change) {
    return redoing.again(standing.takenBack(), List.of(change)).values().stream()
        .anyMatch(ids -> !ids.isEmpty());
  }

  private Set<String> redone(TakenBack undone) {
    return of(undone, again);
  }

  private static Set<String> of(TakenBack undone, Map<String, Set<String>> steps) {
    return steps.getOrDefault(undone.run(), Set.of());
  }

  private Set<Slug> lost(TakenBack undone) {
    DesiredState desired = asked.desired();
    var undeclared = new TreeSet<>(undone.roles());
    undeclared.removeIf(
        role -> desired.roles().containsKey(role) || desired.retired().containsKey(role));
    return undeclared;
  }

  /** The same as findings: none of them stops a plan; a hold stops {@code apply}. */
  List<Problem> findings() {
    var all = new ArrayList<Problem>();
    @Nullable Hold hold = notes.hold();
    if (hold != null) {
      all.add(
          Problem.warning(
              RuleId.HELD,
              null,
              "Held by %s until %s: %s".formatted(hold.by(), hold.until(), hold.reason())));
    }
    standing.takenBack().stream().filter(one -> !agrees(one)).map(this::held).forEach(all::add);
    if (notes.unfinished() != null) {
      all.add(Problem.note(RuleId.UNFINISHED_RUN, null, UnfinishedText.of(notes.unfinished())));
    }
    notes.unratified().forEach(one -> all.add(unratified(one)));
    asked.desired().ratifications().stream()
        .filter(one -> standing.emergencies().stream().noneMatch(one::isOf))
        .map(TenantStanding::spent)
        .forEach(all::add);
    return all;
  }

  private Problem held(TakenBack undone) {
    Set<Slug> lost = lost(undone);
    int again = redone(undone).size();
    return Problem.warning(
            RuleId.HELD,
            null,
            "Held since %s undid run %s: this commit does not agree with it. %s"
                .formatted(
                    undone.by(),
                    shortId(undone.run()),
                    again > 0
                        ? "It would do %d of the steps again that were undone.".formatted(again)
                        : "It declares no role %s, by which a retired one came back."
                            .formatted(lost.iterator().next())))
        .advising(
            "Merge a commit that agrees (rolecall undo --branch writes one), or give the undoing"
                + " up: rolecall hold --release.");
  }

  private static Problem spent(Ratification one) {
    return Problem.note(
            RuleId.APPROVAL_SPENT,
            one.at(),
            "It ratifies run %s, and no run of that id broke the glass and is not ratified yet."
                .formatted(shortId(one.run())))
        .advising("Remove it if it has done its work; compare the id with rolecall history.");
  }

  private Problem unratified(Emergency one) {
    String message =
        "Run %s by %s of %s broke the glass and is not ratified: %s (it lifted %s)"
            .formatted(
                shortId(one.run()),
                one.by(),
                Days.second(one.at()),
                one.reason(),
                String.join(", ", one.lifted()));
    return overdue(one)
        ? Problem.warning(RuleId.BROKEN_GLASS, null, message)
        : Problem.note(RuleId.BROKEN_GLASS, null, message);
  }

  private boolean overdue(Emergency one) {
    return !now.isBefore(one.at().plus(GRACE));
  }

  static String shortId(String run) {
    return run.substring(0, Math.min(SHORT, run.length()));
  }
}
