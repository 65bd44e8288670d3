package dev.rolecall.desired.bind;

import dev.rolecall.desired.yaml.MapNode;
import dev.rolecall.desired.yaml.Node;
import dev.rolecall.desired.yaml.ScalarNode;
import dev.rolecall.model.Approval;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Ratification;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Sourced;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.SubjectName;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A {@code kind: Approval}. One that lacks a part, or has one that cannot be read, is left out as a
 * whole: it allows nothing.
 */
final class ApprovalReader {
  private static final String FOLDER = "approvals/";
  private static final String RATIFIES = "ratifies";
  private static final Set<String> OF_A_RUN =
      Set.of("kind", "tenants", RATIFIES, "owner", "reason");

  private final List<Problem> problems;

  ApprovalReader(List<Problem> problems) {
    this.problems = problems;
  }

  @Nullable Document read(MapNode map) {
    place(map.at());
    if (map.entry(RATIFIES) != null) {
      return ratification(map);
    }
    ApprovalForm form = form(map);
    unfilled(map, "owner", Approval.UNFILLED_OWNER);
    unfilled(map, "reason", Approval.UNFILLED_REASON);
    Instant expires = EntryReader.moment(map, "expires", DateTimes::end, problems);
    List<Sourced<String>> tenants = DocumentReader.tenants(map);
    String owner = map.text("owner");
    String reason = map.text("reason");
    Holdable item = item(map);
    String policy = policy(map);
    SortedSet<SubjectName> subjects = subjects(map);
    Approval.Amount allows = allows(map);
    // A part that is written and not read would leave an approval of more than was meant.
    long parts =
        (item == null ? 0 : 1)
            + (policy == null ? 0 : 1)
            + (allows == null ? 0 : 1)
            + subjects.stream().map(SubjectName::kind).distinct().count();
    if (form == null
        || parts != ApprovalForm.said(map).size()
        || expires == null
        || tenants.isEmpty()
        || owner == null
        || reason == null) {
      return null;
    }
    var approval =
        new Approval(form.rule(), item, policy, subjects, allows, owner, reason, expires, map.at());
    var expiresAt = DocumentReader.place(map, "expires");
    return new Document.OfApproval(approval, tenants, map.at(), expiresAt);
  }

  private @Nullable Document ratification(MapNode map) {
    unfilled(map, "owner", Approval.UNFILLED_OWNER);
    unfilled(map, "reason", Approval.UNFILLED_REASON);
    List<Sourced<String>> tenants = DocumentReader.tenants(map);
    String run = runId(map);
    String owner = map.text("owner");
    String reason = map.text("reason");
    var stray =
        map.entries().stream()
            .map(MapNode.Entry::key)
            .filter(key -> !OF_A_RUN.contains(key.text()))
            .findFirst();
    stray.ifPresent(key ->
        problems.add(
            Problem.error(
                    RuleId.INVALID_APPROVAL,
                    key.at(),
                    "An approval that ratifies a run says who answers for it and why, and"
                        + " nothing of %s.".formatted(ScalarNode.excerpt(key.text())))
                .advising("Remove it, or write a second approval for the guard.")));
    if (stray.isPresent() || tenants.isEmpty() || run == null || owner == null || reason == null) {
      return null;
    }
    return new Document.OfRatification(
        new Ratification(run, owner, reason, map.at()), tenants, map.at());
  }

  /** As it is written: one in forty ids begins with eight characters that make a number. */
  private @Nullable String runId(MapNode map) {
    if (!(map.get(RATIFIES) instanceof ScalarNode scalar)) {
      return null;
    }
    return switch (scalar.type()) {
      case STRING -> scalar.text().length() < Ratification.SHORTEST ? null : scalar.text();
      case INTEGER, FLOAT -> {
        if (scalar.text().length() >= Ratification.SHORTEST) {
          yield scalar.text();
        }
        problems.add(
            Problem.error(
                    RuleId.BAD_VALUE,
                    scalar.at(),
                    "ratifies must be at least %d characters of a run's id, but is %s."
                        .formatted(Ratification.SHORTEST, scalar.described()))
                .advising("`rolecall history` shows the ids of runs."));
        yield null;
      }
      case BOOLEAN, NULL -> null;
    };
  }

  /** As a refusal prints it, for somebody to fill in. */
  private void unfilled(MapNode map, String key, String placeholder) {
    if (placeholder.equals(map.text(key))) {
      problems.add(
          Problem.error(
                  RuleId.INVALID_APPROVAL,
                  DocumentReader.place(map, key),
                  "The %s of this approval is not filled in.".formatted(key))
              .advising("Say who answers for it, and why it is meant."));
    }
  }

  private void place(SourceRef at) {
    if (!at.file().startsWith(FOLDER)) {
      String message = "An Approval stands in a file under " + FOLDER + ", and nowhere else.";
      problems.add(Problem.error(RuleId.MISPLACED_DOCUMENT, at, message));
    }
  }

  /** Null where the guard is unknown, of which the schema has complained, or wants another form. */
  private @Nullable ApprovalForm form(MapNode map) {
    String word = map.text("rule");
    ApprovalForm form = word == null ? null : ApprovalForm.of(word).orElse(null);
    if (form == null || form.isOf(map)) {
      return form;
    }
    SourceRef at =
        form.stray(map).map(ScalarNode::at).orElseGet(() -> DocumentReader.place(map, "rule"));
    problems.add(Problem.error(RuleId.INVALID_APPROVAL, at, form.wants()));
    return null;
  }

  private static @Nullable Holdable item(MapNode map) {
    Sourced<Slug> role = DocumentReader.slug(map, "role");
    if (role != null) {
      return new Holdable.OfRole(role.value());
    }
    Node node = map.get("capability");
    CapabilityId capability = node == null ? null : CapabilityReader.one(node);
    return capability == null ? null : new Holdable.OfCapability(capability);
  }

  private static @Nullable String policy(MapNode map) {
    String name = map.text("policy");
    return name == null || !PolicyReader.isName(name) ? null : name;
  }

  private static SortedSet<SubjectName> subjects(MapNode map) {
    var subjects = new TreeSet<SubjectName>();
    for (SubjectKind kind : SubjectKind.values()) {
      for (Node item : map.items(kind.plural())) {
        if (item instanceof ScalarNode scalar && !scalar.text().isEmpty()) {
          subjects.add(new SubjectName(kind, scalar.text()));
        }
      }
    }
    return subjects;
  }

  private static Approval.@Nullable Amount allows(MapNode map) {
    for (Approval.Measure measure : Approval.Measure.values()) {
      if (map.get(measure.word()) instanceof ScalarNode scalar) {
        OptionalInt number = WholeNumbers.of(scalar);
        return number.isEmpty() ? null : new Approval.Amount(measure, number.getAsInt());
      }
    }
    return null;
  }
}
