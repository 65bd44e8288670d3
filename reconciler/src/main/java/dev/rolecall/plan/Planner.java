package dev.rolecall.plan;

import dev.rolecall.diff.Change;
import dev.rolecall.diff.DiffInputs;
import dev.rolecall.diff.DiffResult;
import dev.rolecall.diff.SortKey;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.DueDate;
import dev.rolecall.policy.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes a plan of a difference. Changes are sorted by what they do, never by how they were found.
 */
public final class Planner {
  private Planner() {}

  public static Plan plan(DiffInputs inputs, DiffResult difference, PlanContext context) {
    var changes = new ArrayList<>(difference.changes());
    SortKey.sort(changes);
    var ids = new IdentityHashMap<Change, String>(changes.size());
    changes.forEach(change -> ids.put(change, StepIds.of(change)));
    var portions = new Portions(context.base(), context.back());
    var order = new StepOrder(changes, inputs.live(), inputs.features());
    List<Step> steps =
        changes.stream()
            .map(change -> step(change, ids, order, portions))
            .sorted(
                Comparator.comparing(Step::level)
                    .thenComparingInt(
                        step -> step.dependsOn().isEmpty() ? 0 : order.rank(step.change())))
            .toList();
    List<Notices.Declared> declared = portions.declared(difference);
    PlanContext.@Nullable Base base = context.base();
    var older = new OlderFindings(base == null ? List.of() : base.findings(), steps, declared);
    return new Plan(
        new Basis(
            inputs.desired().tenant(),
            context.tenant(),
            context.origin(),
            Basis.digests(changes, inputs.live(), inputs.record().granted())),
        steps,
        new Notices(
            declared,
            difference.withheld(),
            difference.adopted(),
            List.of(),
            StrongRoles.of(inputs, difference, declared),
            difference.findings().stream().filter(older::isOlder).toList(),
            new Notices.Ahead(List.of(), inputs.desired().ahead(inputs.now()))),
        difference.findings().stream().filter(finding -> !older.isOlder(finding)).toList(),
        Verdict.of(difference.findings()),
        goodUntil(inputs));
  }

  private static Step step(
      Change change, IdentityHashMap<Change, String> ids, StepOrder order, Portions portions) {
    String id = Objects.requireNonNull(ids.get(change));
    List<String> after =
        order.dependsOn(change).stream()
            .map(before -> Objects.requireNonNull(ids.get(before)))
            .sorted()
            .distinct()
            .toList();
    return new Step(id, order.level(change), portions.of(change, id), change, after);
  }

  private static @Nullable Instant goodUntil(DiffInputs inputs) {
    @Nullable Instant first = firstDate(inputs.desired(), inputs.now(), null);
    for (DueDate due : inputs.desired().ahead(inputs.now())) {
      first = earlier(first, due.at(), inputs.now());
    }
    // The dates of the applied commit tell drift from what expired.
    return inputs.appliedState().isEmpty()
        ? first
        : firstDate(inputs.appliedState().get(), inputs.now(), first);
  }

  private static @Nullable Instant firstDate(
      DesiredState state, Instant now, @Nullable Instant sofar) {
    @Nullable Instant first = sofar;
    for (DesiredHolding holding : state.holdings().values()) {
      for (DesiredAssignment line : holding.assignments()) {
        first = earlier(first, line.from(), now);
        first = earlier(first, line.expires(), now);
      }
    }
    return first;
  }

  private static @Nullable Instant earlier(
      @Nullable Instant first, @Nullable Instant date, Instant now) {
    return date != null && date.isAfter(now) && (first == null || date.isBefore(first))
        ? date
        : first;
  }
}
