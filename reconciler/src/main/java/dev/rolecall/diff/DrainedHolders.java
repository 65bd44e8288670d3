package dev.rolecall.diff;

import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.Drained;
import dev.rolecall.model.Grant;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who held a role by hand when a tombstone drained it, and has it no more though the tombstone is
 * withdrawn. They are named and never granted: that they held it only the record says, and whoever
 * may write the record could give roles by it. Whom git had granted it their lines give it back.
 */
final class DrainedHolders {
  private static final int NAMED = 100;

  private final DiffInputs inputs;
  private final Set<Grant> there = new HashSet<>();
  private final List<Problem> findings;

  /**
   * To be run after all changes are found.
   *
   * @param changes who is granted what by them is not missing
   */
  DrainedHolders(DiffInputs inputs, List<Change> changes, List<Problem> findings) {
    this.inputs = inputs;
    this.findings = findings;
    for (Change change : changes) {
      if (change instanceof Change.AssignmentAdded added) {
        there.add(added.grant());
      }
    }
  }

  void run() {
    for (DesiredRole role : inputs.desired().roles().values()) {
      if (!role.ends() && !inputs.leavesAlone(role.slug())) {
        for (SubjectKind kind : SubjectKind.values()) {
          List<Subject> missing = missing(role.slug(), kind);
          if (!missing.isEmpty()) {
            findings.add(finding(role, kind, missing));
          }
        }
      }
    }
  }

  private ManageMode mode(Slug role, SubjectKind kind) {
    DesiredHolding holding = inputs.desired().holdings().get(role);
    return holding == null ? ManageMode.ADD : holding.manage().of(kind);
  }

  private List<Subject> missing(Slug role, SubjectKind kind) {
    if (mode(role, kind) == ManageMode.EXACT) {
      return List.of(); // git has the whole list
    }
    var missing = new ArrayList<Subject>();
    for (Drained one : inputs.record().drains().holders()) {
      Grant grant = one.grant();
      if (!one.granted() && grant.role().equals(role) && grant.subject().kind() == kind) {
        account(grant).ifPresent(missing::add);
      }
    }
    return missing;
  }

  /** Whoever is there and has not the role. */
  private Optional<Subject> account(Grant grant) {
    boolean holds =
        inputs.live().holders(grant.role(), grant.subject().kind()).stream()
            .anyMatch(holder -> holder.id().equals(grant.subject().id()));
    return holds || there.contains(grant)
        ? Optional.empty()
        : inputs.live().directory().find(grant.subject());
  }

  private Problem finding(DesiredRole role, SubjectKind kind, List<Subject> missing) {
    String message =
        "%s held %s by hand until its tombstone drained it, and %s not given it back: %s."
            .formatted(
                Counted.of(missing.size(), kind.word()),
                role.slug(),
                missing.size() == 1 ? "is" : "are",
                Counted.names(missing));
    return Problem.warning(RuleId.DRAINED_HOLDERS, role.at(), message)
        .advising(advice(role.slug(), kind, missing));
  }

  private String advice(Slug role, SubjectKind kind, List<Subject> missing) {
    return switch (mode(role, kind)) {
      case OBSERVE -> "Give it back in the tenant: manage: observe grants nobody.";
      case ADD, EXACT ->
          "To give it back, declare them for %s: %s: [%s]%s"
              .formatted(
                  role,
                  kind.plural(),
                  missing.stream().limit(NAMED).map(this::line).collect(Collectors.joining(", ")),
                  missing.size() > NAMED
                      ? " and %d more: rolecall history %s".formatted(missing.size() - NAMED, role)
                      : "");
    };
  }

  /** By name where that means nobody else, and can be written as it is. */
  private String line(Subject subject) {
    var name = new SubjectName(subject.kind(), subject.name());
    boolean plain = subject.name().matches("[A-Za-z0-9/][A-Za-z0-9@._+/-]*");
    return plain && inputs.live().directory().bearers(name).size() < 2
        ? subject.name()
        : "{ id: \"%s\" }".formatted(subject.id());
  }
}
