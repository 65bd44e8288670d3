package dev.rolecall.diff;

import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.Slug;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.List;
import java.util.TreeSet;

/** Says which declared roles left git without a tombstone. Nothing happens to them. */
final class VanishedRoles {
  private final DiffInputs inputs;
  private final List<Problem> findings;
  private final Vanishing vanishing;

  VanishedRoles(DiffInputs inputs, List<Problem> findings) {
    this.inputs = inputs;
    this.findings = findings;
    this.vanishing = new Vanishing(inputs);
  }

  void run() {
    inputs.appliedState().ifPresent(applied -> applied.roles().values().forEach(this::vanished));
    var earlier = new TreeSet<>(inputs.record().granted().roles());
    earlier.addAll(inputs.record().earlier().roles());
    earlier.forEach(this::vanishedEarlier);
  }

  private void vanished(DesiredRole applied) {
    Slug slug = applied.slug();
    if (!inputs.desired().roles().containsKey(slug)
        && !inputs.desired().retired().containsKey(slug)
        && inputs.live().roles().containsKey(slug)) {
      findings.add(
          Problem.warning(
                  RuleId.ROLE_VANISHED,
                  applied.at(),
                  (applied.ends()
                          ? "The tombstone of %s is withdrawn, and no document declares the role."
                              + " It and its %s stay as they are."
                          : "The role %s is in no document now; it was declared in the applied"
                              + " commit. It and its %s stay as they are.")
                      .formatted(slug, Counted.of(inputs.live().holders(slug).size(), "holder")))
              .advising(
                  applied.ends()
                      ? "Restore the document that declared %s before its tombstone, or retire it: rolecall retire %s --reason TEXT."
                          .formatted(slug, slug)
                      : wayBack(slug)));
    }
  }

  /** The commit applied last does not declare it either; it is not forgotten. */
  private void vanishedEarlier(Slug slug) {
    if (vanishing.isGone(slug) && inputs.appliedRole(slug).isEmpty()) {
      findings.add(
          Problem.warning(
                  RuleId.ROLE_VANISHED,
                  null,
                  "The role %s is in no document now; it was declared once. %s."
                      .formatted(slug, staying(stillHeld(slug))))
              .advising(wayBack(slug)));
    }
  }

  private String wayBack(Slug slug) {
    return inputs
        .desired()
        .uncounted()
        .adviceFor(slug)
        .orElse("Retire it: rolecall retire " + slug + " --reason TEXT. Or restore it.");
  }

  private static String staying(int holders) {
    return holders == 0
        ? "It stays as it is"
        : "It and %s of git's making stay as they are".formatted(Counted.of(holders, "holder"));
  }

  private int stillHeld(Slug slug) {
    var granted = inputs.record().granted();
    return (int)
        inputs.live().holders(slug).stream()
            .filter(s -> granted.of(slug, s.kind()).contains(s.id()))
            .count();
  }
}
