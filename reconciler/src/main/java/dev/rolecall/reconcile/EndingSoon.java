package dev.rolecall.reconcile;

import dev.rolecall.access.Ending;
import dev.rolecall.access.Endings;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.DatedLine;
import dev.rolecall.diff.DatedLines;
import dev.rolecall.diff.DeclaredChange;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.diff.HolderIndex;
import dev.rolecall.model.Days;
import dev.rolecall.model.Grant;
import dev.rolecall.model.People;
import dev.rolecall.model.Slug;
import dev.rolecall.plan.Notices;
import dev.rolecall.plan.Plan;
import dev.rolecall.plan.Portion;
import dev.rolecall.plan.Step;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import dev.rolecall.tenant.Audience;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who holds something that ends soon, and what outlasts it; and what outlasts the ends that a
 * change sets. It asks for nobody where nothing ends, and decides nothing.
 */
final class EndingSoon {
  private final Set<Grant> soon;
  private final Endings endings;

  private EndingSoon(
      DiffInputs inputs,
      Collection<Change> changes,
      List<DatedLine> dated,
      Set<Grant> soon,
      Set<Grant> set) {
    this.soon = soon;
    endings =
        new Endings(
            inputs,
            changes,
            dated,
            dated.stream()
                .filter(line -> line.end() != null)
                .filter(line -> soon.contains(line.grant()) || set.contains(line.grant()))
                .toList());
  }

  /** In the tenant as a plan leaves it; also the ends that come with what the plan does. */
  static EndingSoon of(DiffInputs inputs, DiffResult difference, Plan plan) {
    List<DatedLine> dated = DatedLines.of(inputs, difference);
    return new EndingSoon(
        inputs,
        changes(plan),
        dated,
        soon(inputs, dated),
        dated.isEmpty() ? Set.of() : set(plan, dated));
  }

  /** In the tenant as it is. */
  static EndingSoon of(DiffInputs inputs, DiffResult difference) {
    List<DatedLine> dated = DatedLines.of(inputs, difference);
    return new EndingSoon(inputs, List.of(), dated, soon(inputs, dated), Set.of());
  }

  private static List<Change> changes(Plan plan) {
    return plan.steps().stream().map(Step::change).toList();
  }

  /** Who holds something now and will not for long. */
  private static Set<Grant> soon(DiffInputs inputs, List<DatedLine> dated) {
    Instant last = inputs.now().plus(Ending.SOON);
    var holders = new HolderIndex(inputs.live());
    var soon = new HashSet<Grant>();
    for (DatedLine line : dated) {
      if (line.from() == null
          && line.end() != null
          && !line.end().isAfter(last)
          && holders.has(line.grant())) {
        soon.add(line.grant());
      }
    }
    return soon;
  }

  /** Lines that the plan grants, adopts or shows as declared otherwise. */
  private static Set<Grant> set(Plan plan, List<DatedLine> dated) {
    var set = new HashSet<Grant>();
    for (Change change : changes(plan)) {
      if (change instanceof Change.AssignmentAdded added) {
        set.add(added.grant());
      }
    }
    plan.notices()
        .adopted()
        .forEach(some ->
            some.holders().forEach(holder -> set.add(new Grant(some.role(), holder.identity()))));
    Set<SourceRef> places =
        plan.notices().declared().stream()
            .map(Notices.Declared::change)
            .filter(EndingSoon::setsAnEnd)
            .flatMap(change -> Stream.ofNullable(change.at()))
            .collect(Collectors.toSet());
    dated.stream()
        .filter(line -> places.contains(line.at()))
        .forEach(line -> set.add(line.grant()));
    return set;
  }

  private static boolean setsAnEnd(DeclaredChange change) {
    return change.about() instanceof DeclaredChange.About.OfHolder
        && switch (change.field()) {
          case HOLDER, FROM, EXPIRES, ID -> true;
          case REASON,
              MANAGE_GROUPS,
              MANAGE_USERS,
              DOCUMENT,
              NAME,
              DESCRIPTION,
              CAPABILITY,
              TOMBSTONE,
              RETIRED,
              DRAIN,
              DELETE,
              SUCCESSOR ->
              false;
        };
  }

  /** Whom to know to tell what outlasts what. */
  Audience audience() {
    return new Audience(endings.groups(), endings.roles());
  }

  /**
   * What is to be said of the tenant.
   *
   * @param expiring who holds something that ends soon, the nearest end first
   * @param warnings of those of them where something may stay
   */
  record Told(List<Ending> expiring, List<Problem> warnings) {}

  /** Of the tenant as it is, the people of {@link #audience} being these. */
  Told told(People people) {
    List<Ending> all = endings.among(people);
    return new Told(
        all.stream().filter(this::isSoon).toList(),
        all.stream().filter(one -> !one.endsAll()).map(EndingSoon::warning).toList());
  }

  /**
   * The plan with all that is to be said of it, the people of {@link #audience} being these.
   *
   * @param based whether it tells a change from what was so before: then what it neither makes nor
   *     touches is said in numbers
   */
  Plan told(Plan plan, People people, boolean based) {
    List<Ending> all = endings.among(people);
    Set<Slug> touched = touched(plan);
    var older = new ArrayList<Problem>();
    var newer = new ArrayList<Problem>();
    for (Ending one : all) {
      if (!one.endsAll()) {
        (based && !endings.concern(touched, one) ? older : newer).add(warning(one));
      }
    }
    List<Ending> expiring = all.stream().filter(this::isSoon).toList();
    return expiring.isEmpty() && older.isEmpty()
        ? plan.noting(newer)
        : plan.noting(newer, plan.notices().expiring(expiring, older));
  }

  private boolean isSoon(Ending one) {
    return soon.contains(new Grant(one.role(), one.subject().identity()));
  }

  private static Problem warning(Ending one) {
    return Problem.warning(
        RuleId.KEPT_AFTER_EXPIRY,
        one.at(),
        "%s holds role %s until %s; then %s."
            .formatted(one.subject(), one.role(), Days.last(one.end()), one.kept()));
  }

  /** The roles that the change itself is about. */
  private static Set<Slug> touched(Plan plan) {
    var touched = new HashSet<Slug>();
    for (Step step : plan.steps()) {
      if (step.portion() != Portion.ALREADY_WAITING && step.change().role() != null) {
        touched.add(step.change().role());
      }
    }
    for (Notices.Declared declared : plan.notices().declared()) {
      if (declared.portion() != Portion.ALREADY_WAITING) {
        switch (declared.change().about()) {
          case DeclaredChange.About.OfHolder of -> touched.add(of.role());
          case DeclaredChange.About.OfRole of -> touched.add(of.role());
          case DeclaredChange.About.OfCapability _, DeclaredChange.About.OfDocument _ -> {}
        }
      }
    }
    return touched;
  }
}
