package dev.rolecall.policy;

import dev.rolecall.access.Impact.Reach;
import dev.rolecall.diff.Change;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.Guards.Protected;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectName;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps what is protected from being taken apart or widened. */
final class ProtectedGuard implements Guard {
  private final Protected item;

  ProtectedGuard(Protected item) {
    this.item = item;
  }

  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
    switch (item) {
      case Protected.OfRole(Slug role, _) -> role(proposal, role, sink);
      case Protected.OfSubject(SubjectName name, _) -> subject(proposal, name, sink);
    }
  }

  private void role(Proposal proposal, Slug role, Consumer<ObjectionDraft> sink) {
    var taken = new ArrayList<Proposed>();
    for (Proposed one : proposal.all()) {
      if (!role.equals(one.change().role())) {
        continue;
      }
      switch (one.change()) {
        case Change.RoleRetired _ -> stop(role, "is retired", List.of(one), sink);
        case Change.RoleCapabilityAdded added ->
            stop(role, "is given " + added.capability(), List.of(one), sink);
        case Change.AssignmentRemoved removed -> {
          if (removed.drain() == null) {
            taken.add(one);
          }
        }
        case Change.OfCapability _, Change.OfRole _, Change.OfHolder _ -> {}
      }
    }
    @Nullable Reach reach = proposal.impact().roles().get(role);
    boolean noHolder = nobodyStays(proposal, role, taken);
    if (!taken.isEmpty() && ((reach != null && reach.emptied()) || noHolder)) {
      stop(role, "is left without holders", taken, sink);
    }
    if (proposal.inputs().desired().ends(role)) {
      stop(
          role,
          "is retired",
          proposal.all().stream().filter(one -> drains(one.change(), role)).toList(),
          sink);
    }
    emptied(proposal, role, sink);
  }

  private static boolean drains(Change change, Slug role) {
    return Retired.drains(change) && isOf(change, role);
  }

  /** Whether each holder is taken out of it now, or on a day that is declared. */
  private static boolean nobodyStays(Proposal proposal, Slug role, List<Proposed> taken) {
    @Nullable DesiredHolding holding = proposal.inputs().desired().holdings().get(role);
    Set<SubjectName> ending =
        holding == null
            ? Set.of()
            : holding.assignments().stream()
                .filter(line -> line.expires() != null)
                .map(line -> line.subject().folded())
                .collect(Collectors.toSet());
    Set<Subject> leaving =
        taken.stream()
            .map(one -> ((Change.AssignmentRemoved) one.change()).subject())
            .collect(Collectors.toSet());
    return proposal.inputs().live().holders(role).stream()
        .allMatch(holder -> leaving.contains(holder) || ending.contains(holder.key()));
  }

  private void emptied(Proposal proposal, Slug role, Consumer<ObjectionDraft> sink) {
    List<Proposed> narrowed =
        proposal.all().stream()
            .filter(one ->
                one.change() instanceof Change.RoleCapabilityRemoved && isOf(one.change(), role))
            .toList();
    var live = proposal.inputs().live().roles().get(role);
    if (live != null
        && !narrowed.isEmpty()
        && narrowed.size() == live.definition().capabilities().size()) {
      stop(role, "is left without capabilities", narrowed, sink);
    }
  }

  private static boolean isOf(Change change, Slug role) {
    return role.equals(change.role());
  }

  private void stop(Slug role, String what, List<Proposed> changes, Consumer<ObjectionDraft> sink) {
    sink.accept(
        objection("The role %s is protected, and %s.".formatted(role, what), changes)
            .about(new Holdable.OfRole(role)));
  }

  private void subject(Proposal proposal, SubjectName name, Consumer<ObjectionDraft> sink) {
    for (Proposed one : proposal.all()) {
      switch (one.change()) {
        case Change.AssignmentAdded added when isNamed(added.subject(), name) ->
            sink.accept(
                objection(
                    "The %s is protected, and is given role %s.".formatted(name, added.role()),
                    List.of(one)));
        case Change.AssignmentRemoved removed when isNamed(removed.subject(), name) ->
            sink.accept(
                objection(
                    "The %s is protected, and loses role %s.".formatted(name, removed.role()),
                    List.of(one)));
        case Change.RoleRetired retired
            when retired.holders().stream().anyMatch(holder -> isNamed(holder, name)) ->
            sink.accept(
                objection(
                    "The %s is protected, and loses role %s, which is retired."
                        .formatted(name, retired.role()),
                    List.of(one)));
        case Change.OfCapability _, Change.OfRole _, Change.OfHolder _ -> {}
      }
    }
  }

  private static boolean isNamed(Subject subject, SubjectName name) {
    return subject.key().equals(name.folded());
  }

  private ObjectionDraft objection(String message, List<Proposed> changes) {
    return ObjectionDraft.of(RuleId.PROTECTED, Needs.CHANGE, message).by(changes).setAt(item.at());
  }
}
