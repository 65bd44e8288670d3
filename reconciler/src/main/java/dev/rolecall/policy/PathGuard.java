package dev.rolecall.policy;

import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Guards.PathRule;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Slug;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps out of a folder what its owners may not decide. */
final class PathGuard implements Guard {
  private final PathRule rule;

  PathGuard(PathRule rule) {
    this.rule = rule;
  }

  @Override
  public void judge(Proposal proposal, Consumer<ObjectionDraft> sink) {
    DesiredState desired = proposal.inputs().desired();
    Set<String> before = places(proposal.before());
    desired.roles().values().stream()
        .filter(role -> !role.ends())
        .forEach(role -> kind("Role", "role " + role.slug(), role.at(), before, sink));
    desired
        .capabilities()
        .forEach((id, one) -> kind("Capability", "capability " + id, one.at(), before, sink));
    desired
        .tombstones()
        .forEach((slug, one) -> kind("RetiredRole", "role " + slug, one.at(), before, sink));
    desired
        .retiredCapabilities()
        .forEach(
            (id, one) -> kind("RetiredCapability", "capability " + id, one.at(), before, sink));
    lines(proposal, sink);
  }

  /** The documents as they stood, by what and where. */
  private static Set<String> places(@Nullable DesiredState before) {
    var places = new HashSet<String>();
    if (before != null) {
      before.roles().values().forEach(role -> places.add(key("role " + role.slug(), role.at())));
      before.capabilities().forEach((id, one) -> places.add(key("capability " + id, one.at())));
      before.retired().forEach((slug, one) -> places.add(key("role " + slug, one.at())));
      before
          .retiredCapabilities()
          .forEach((id, one) -> places.add(key("capability " + id, one.at())));
    }
    return places;
  }

  private static String key(String what, SourceRef at) {
    return what + "\n" + at.file();
  }

  private void kind(
      String kind, String what, SourceRef at, Set<String> before, Consumer<ObjectionDraft> sink) {
    if (!rule.kinds().isEmpty()
        && !rule.kinds().contains(kind)
        && rule.path().matches(at.file())
        && !before.contains(key(what, at))) {
      sink.accept(
          objection(
              "The %s is declared by a %s in %s, where only %s may stand."
                  .formatted(what, kind, at.file(), String.join(", ", rule.kinds())),
              at));
    }
  }

  private void lines(Proposal proposal, Consumer<ObjectionDraft> sink) {
    for (NewLines.Line line : NewLines.within(proposal, rule.path()::matches)) {
      SourceRef at = line.assignment().at();
      if (isAssignment(proposal, line.role(), at)
          && !rule.kinds().isEmpty()
          && !rule.kinds().contains("Assignment")) {
        sink.accept(
            objection(
                    "The role %s is granted by an Assignment in %s, where only %s may stand."
                        .formatted(line.role(), at.file(), String.join(", ", rule.kinds())),
                    at)
                .about(new Holdable.OfRole(line.role())));
      }
      if (!rule.mayGrant().isEmpty()
          && rule.mayGrant().stream().noneMatch(may -> may.matches(line.role().value()))) {
        sink.accept(
            objection(
                    "The %s is given role %s in %s, which may grant only %s."
                        .formatted(
                            line.assignment().subject(),
                            line.role(),
                            at.file(),
                            String.join(
                                ", ", rule.mayGrant().stream().map(Object::toString).toList())),
                    at)
                .about(new Holdable.OfRole(line.role())));
      }
    }
  }

  /** A line in another file than the role's own document stands in an Assignment. */
  private static boolean isAssignment(Proposal proposal, Slug role, SourceRef at) {
    var declared = proposal.inputs().desired().roles().get(role);
    return declared == null || !declared.at().file().equals(at.file());
  }

  private ObjectionDraft objection(String message, SourceRef at) {
    return ObjectionDraft.of(RuleId.PATHS, Needs.CHANGE, message).standing(at).setAt(rule.at());
  }
}
