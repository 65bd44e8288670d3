package dev.rolecall.policy;

import dev.rolecall.access.EffectiveAccess;
import dev.rolecall.access.Impact;
import dev.rolecall.access.ImpactScope;
import dev.rolecall.diff.Cause;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.Change.RemovalReason;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.Guards.MinimumHolders;
import dev.rolecall.model.People;
import dev.rolecall.model.Person;
import dev.rolecall.model.Subject;
import dev.rolecall.policy.Objection.Needs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The expiries that are not carried out, because too few people would keep what some must have: the
 * calendar moves without anybody looking, so it stops nothing else. Of several the line that ended
 * first goes first.
 */
public final class HeldExpiries {
  private final DiffInputs inputs;
  private final List<MinimumHoldersGuard> guards;
  private final Approvals approvals;

  /** Those that keep any of these minimums, as far as no approval lifts it. */
  public HeldExpiries(DiffInputs inputs, Collection<MinimumHolders> minimums, Approvals approvals) {
    this.inputs = inputs;
    this.guards = minimums.stream().distinct().map(MinimumHoldersGuard::new).toList();
    this.approvals = approvals;
  }

  /**
   * What is withheld.
   *
   * @param expiries in the order of the steps
   * @param objections why, one for each minimum
   */
  public record Held(List<Proposed> expiries, List<Objection> objections) {
    private static final Held NOTHING = new Held(List.of(), List.of());

    public Held {
      expiries = List.copyOf(expiries);
      objections = List.copyOf(objections);
    }

    public boolean isEmpty() {
      return expiries.isEmpty();
    }
  }

  /** Whether some step may be one; if not, nobody behind them need be known. */
  public boolean mayBeAmong(List<Proposed> steps) {
    return !due(steps).isEmpty();
  }

  /** Which of the steps are, the people behind all of them being these. */
  public Held among(List<Proposed> steps, People people) {
    List<Proposed> due = due(steps);
    if (due.isEmpty()) {
      return Held.NOTHING;
    }
    var search = new Search(concerning(steps), due, people);
    return search.held.isEmpty()
        ? Held.NOTHING
        : new Held(steps.stream().filter(search.held::contains).toList(), search.objections());
  }

  /** An end that git has set only now is git's own doing, and judged like any other removal. */
  private List<Proposed> due(List<Proposed> steps) {
    List<Proposed> expired = steps.stream().filter(step -> isOfTheCalendar(step.change())).toList();
    if (expired.isEmpty()) {
      return List.of();
    }
    var before = EffectiveAccess.of(inputs.live(), inputs.features());
    return expired.stream()
        .filter(step -> guards.stream().anyMatch(guard -> guard.concerns(step.change(), before)))
        .sorted(Comparator.comparing(this::end))
        .toList();
  }

  private static boolean isOfTheCalendar(Change change) {
    return change instanceof Change.AssignmentRemoved removed
        && (removed.why() == RemovalReason.EXPIRED || removed.why() == RemovalReason.DRAINED)
        && removed.cause() != Cause.PENDING;
  }

  private Instant end(Proposed expiry) {
    @Nullable DesiredHolding holding =
        expiry.change().role() == null
            ? null
            : inputs.desired().holdings().get(expiry.change().role());
    Stream<DesiredAssignment> lines =
        holding == null ? Stream.of() : holding.assignments().stream();
    return lines
        .filter(line -> line.at().equals(expiry.change().at()))
        .map(DesiredAssignment::expires)
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElse(Instant.MIN);
  }

  /** Without holders of what no minimum is about, who may be many. */
  private List<Proposed> concerning(List<Proposed> steps) {
    var before = EffectiveAccess.of(inputs.live(), inputs.features());
    var after = before.after(changes(steps));
    return steps.stream()
        .filter(step ->
            !(step.change() instanceof Change.OfHolder change)
                || guards.stream()
                    .anyMatch(
                        guard -> guard.concerns(change, before) || guard.concerns(change, after)))
        .toList();
  }

  private static List<Change> changes(List<Proposed> steps) {
    return steps.stream().map(Proposed::change).toList();
  }

  /** Adds the expiries to all else, half of them at a time, and keeps those that do harm apart. */
  private final class Search {
    private final People people;
    private final List<Proposed> all;
    private final List<Proposed> done;
    private final Set<Proposed> held = new HashSet<>();
    private final NamedPeople meant;

    Search(List<Proposed> all, List<Proposed> due, People people) {
      this.people = people;
      this.all = all;
      this.meant = new NamedPeople(inputs.live(), all, people);
      this.done = new ArrayList<>(all);
      done.removeAll(new HashSet<>(due));
      add(due);
    }

    private void add(List<Proposed> due) {
      var more = new ArrayList<>(done);
      more.addAll(due);
      if (worse(done, more).isEmpty()) {
        done.addAll(due);
      } else if (due.size() == 1) {
        held.addAll(due);
      } else {
        int half = due.size() / 2;
        add(due.subList(0, half));
        add(due.subList(half, due.size()));
      }
    }

    /** Which guards have more against more of them. */
    private List<MinimumHoldersGuard> worse(List<Proposed> few, List<Proposed> more) {
      Impact ofFew = impact(few);
      Impact ofMore = impact(more);
      return guards.stream()
          .filter(guard -> {
            Optional<Objection> then = against(guard, few, ofFew);
            Optional<Objection> now = against(guard, more, ofMore).filter(Objection::stands);
            return now.isPresent()
                && then.filter(one -> one.stands() && one.message().equals(now.get().message()))
                    .isEmpty();
          })
          .toList();
    }

    private Optional<Objection> against(
        MinimumHoldersGuard guard, List<Proposed> steps, Impact impact) {
      return guard
          .against(inputs, steps, impact)
          .map(ObjectionDraft::objection)
          .map(one -> approvals.lift(one, meant));
    }

    private Impact impact(List<Proposed> steps) {
      return ImpactScope.of(inputs.live(), inputs.features(), changes(steps)).behind(people);
    }

    List<Objection> objections() {
      Impact ofDone = impact(done);
      Impact ofAll = impact(all);
      return worse(done, all).stream()
          .flatMap(guard ->
              against(guard, all, ofAll).map(one -> withheld(one, guard, ofDone, ofAll)).stream())
          .toList();
    }

    private Objection withheld(
        Objection whole, MinimumHoldersGuard guard, Impact ofDone, Impact ofAll) {
      var before = EffectiveAccess.of(inputs.live(), inputs.features());
      List<Proposed> expiries =
          all.stream()
              .filter(held::contains)
              .filter(one -> guard.concerns(one.change(), before))
              .toList();
      var staying = new HashSet<Person>(guard.losing(ofAll));
      guard.losing(ofDone).forEach(staying::remove);
      var draft =
          ObjectionDraft.of(whole.rule(), Needs.WITHHELD, whole.message() + " " + told(expiries))
              .adding(whole.details())
              .of(staying)
              .by(expiries)
              .setAt(whole.setting());
      if (whole.item() != null) {
        draft.about(whole.item());
      }
      if (whole.amount() != null) {
        draft.counting(whole.amount().measure(), whole.amount().number());
      }
      return draft.objection();
    }

    private static String told(List<Proposed> expiries) {
      return expiries.size() == 1 && expiries.getFirst().change() instanceof Change.OfHolder one
          ? "The expiry of %s in role %s is withheld.".formatted(named(one.subject()), one.role())
          : "%d expiries are withheld.".formatted(expiries.size());
    }

    private static String named(Subject subject) {
      return subject.kind().word() + " " + subject.name();
    }
  }
}
