package dev.rolecall.diff;

import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.Drained;
import dev.rolecall.model.Grant;
import dev.rolecall.model.ManageMode;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
    var byRole = new TreeMap<Slug, List<SubjectId>>();
    for (Drained one : inputs.record().drains().holders()) {
      if (!one.granted() && !there.contains(one.grant())) {
        byRole
            .computeIfAbsent(one.grant().role(), _ -> new ArrayList<>())
            .add(one.grant().subject());
      }
    }
    byRole.forEach((slug, ids) -> {
      @Nullable DesiredRole role = inputs.desired().roles().get(slug);
      if (role != null && !role.ends() && !inputs.leavesAlone(slug)) {
        for (SubjectKind kind : SubjectKind.values()) {
          List<Subject> missing = missing(slug, kind, ids);
          if (!missing.isEmpty()) {
            findings.add(finding(role, kind, missing));
          }
        }
      }
    });
  }

  private ManageMode mode(Slug role, SubjectKind kind) {
    DesiredHolding holding = inputs.desired().holdings().get(role);
    return holding == null ? ManageMode.ADD : holding.manage().of(kind);
  }

  /** Whoever is there and has not the role. */
  private List<Subject> missing(Slug role, SubjectKind kind, List<SubjectId> ids) {
    if (mode(role, kind) == ManageMode.EXACT) {
      return List.of(); // git has the whole list
    }
    Set<SubjectId> held =
        inputs.live().holders(role, kind).stream()
            .map(Subject::identity)
            .collect(Collectors.toSet());
    return ids.stream()
        .filter(id -> id.kind() == kind && !held.contains(id))
        .flatMap(id -> inputs.live().directory().find(id).stream())
        .toList();
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
