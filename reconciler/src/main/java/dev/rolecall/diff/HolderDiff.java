package dev.rolecall.diff;

import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.Grant;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.Manage;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Direct holders, per role and kind of subject, by the role's manage mode (design.md, rule 1). */
final class HolderDiff {
  /** So many roles are compared by one processor. */
  private static final int FEW = 4;

  private final DiffInputs inputs;
  private final Collected into;

  HolderDiff(DiffInputs inputs, Collected into) {
    this.inputs = inputs;
    this.into = into;
  }

  void run() {
    into.add(declared());
    inputs.record().granted().roles().stream()
        .filter(role -> !inputs.desired().holdings().containsKey(role))
        .forEach(this::undeclared);
  }

  /** These alone, and not what the record has beside them. */
  void compare(Collection<DesiredHolding> holdings) {
    holdings.forEach(holding -> compare(into, holding));
  }

  /** Roles do not depend on each other, so that many are compared by all processors. */
  private Collected declared() {
    Stream<DesiredHolding> holdings = inputs.desired().holdings().values().stream();
    return (inputs.desired().holdings().size() > FEW ? holdings.parallel() : holdings)
        .collect(Collected::new, this::compare, Collected::add);
  }

  private void compare(Collected into, DesiredHolding holding) {
    Slug role = holding.role();
    boolean live = inputs.live().roles().containsKey(role);
    boolean retired = !live && inputs.live().retired().contains(role);
    if (inputs.leavesAlone(role) || (retired && !inputs.desired().ends(role))) {
      return; // said already, with its role
    }
    if (!live && !comes(role)) {
      holding.assignments().stream()
          .findFirst()
          .ifPresent(first -> into.findings.add(unknown(role, first)));
      return;
    }
    for (SubjectKind kind : SubjectKind.values()) {
      new HolderKindDiff(inputs, holding, kind, placeOf(role)).run(into);
    }
  }

  /** What git granted in a role that no document speaks of any more. */
  private void undeclared(Slug role) {
    LiveRole live = inputs.live().roles().get(role);
    if (live == null) {
      for (SubjectKind kind : SubjectKind.values()) {
        giveUp(role, kind, inputs.record().granted().of(role, kind));
      }
    } else if (inputs.desired().retired().containsKey(role) || inputs.desired().ends(role)) {
      for (SubjectKind kind : SubjectKind.values()) {
        giveUp(role, kind, gone(role, kind)); // the others lose it with the role, or by its drain
      }
    } else if (live.system()) {
      // Its Assignments are gone: what git granted there, git takes back.
      compare(into, new DesiredHolding(role, Manage.DEFAULT, List.of()));
    } else {
      for (SubjectKind kind : SubjectKind.values()) {
        vanished(role, kind);
      }
    }
  }

  private void giveUp(Slug role, SubjectKind kind, Set<String> ids) {
    ids.forEach(id -> into.givesUp.add(new Grant(role, kind, id)));
  }

  /** Nothing happens to them, and they are not forgotten; whoever holds it no more is given up. */
  private void vanished(Slug role, SubjectKind kind) {
    Set<String> mine = inputs.record().granted().of(role, kind);
    giveUp(role, kind, gone(role, kind));
    List<Subject> stay =
        inputs.live().holders(role, kind).stream().filter(s -> mine.contains(s.id())).toList();
    if (!stay.isEmpty()) {
      into.withheld.add(new Withheld(RuleId.ROLE_VANISHED, role, kind, stay, null, null));
    }
  }

  /** Whom git granted and who holds it no more. */
  private Set<String> gone(Slug role, SubjectKind kind) {
    var gone = new TreeSet<>(inputs.record().granted().of(role, kind));
    inputs.live().holders(role, kind).forEach(holder -> gone.remove(holder.id()));
    return gone;
  }

  /** Whether this commit makes it: as a role, or as a capability that people can hold. */
  private boolean comes(Slug role) {
    return inputs.desired().roles().containsKey(role)
        || inputs.desired().capabilities().keySet().stream()
            .anyMatch(id -> inputs.features().heldAs(id).filter(role::equals).isPresent());
  }

  private static Problem unknown(Slug role, DesiredAssignment first) {
    return Problem.error(
            RuleId.UNKNOWN_ROLE, first.at(), "The tenant has no role %s.".formatted(role))
        .advising("Correct the slug, or remove the Assignment.");
  }

  private @Nullable SourceRef placeOf(Slug role) {
    DesiredRole desired = inputs.desired().roles().get(role);
    return desired == null ? null : desired.at();
  }
}
