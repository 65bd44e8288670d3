package dev.rolecall.policy;

import dev.rolecall.diff.Change;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectId;
import dev.rolecall.problem.SourceRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the lines stood whose removal takes something: in the files that a change is held against.
 */
final class GoneLines {
  private static final int SHOWN = 6;

  private final Map<String, Change.AssignmentRemoved> removed = new HashMap<>();
  private final @Nullable DesiredState before;
  private final Map<Slug, Map<Object, SourceRef>> places = new HashMap<>();

  GoneLines(Proposal proposal) {
    before = proposal.before();
    for (Proposed one : proposal.all()) {
      if (one.change() instanceof Change.AssignmentRemoved gone) {
        switch (gone.why()) {
          case WITHDRAWN, NOT_DECLARED, DRAINED -> removed.put(one.id(), gone);
          // Their line is there still.
          case EXPIRED, NOT_STARTED, UNDONE -> {}
        }
      }
    }
  }

  /** A fact of the objection, or none. */
  List<String> of(Objection objection) {
    var found = new TreeSet<SourceRef>();
    objection.steps().stream()
        .map(removed::get)
        .filter(Objects::nonNull)
        .map(this::place)
        .filter(Objects::nonNull)
        .forEach(found::add);
    if (found.isEmpty()) {
      return List.of();
    }
    int more = found.size() - SHOWN;
    return List.of(
        "%s stood at %s%s"
            .formatted(
                found.size() == 1 ? "the removed line" : "the removed lines",
                found.stream()
                    .limit(SHOWN)
                    .map(SourceRef::toString)
                    .collect(Collectors.joining(", ")),
                more > 0 ? " and " + more + " more" : ""));
  }

  private @Nullable SourceRef place(Change.AssignmentRemoved gone) {
    Map<Object, SourceRef> lines = places.computeIfAbsent(gone.role(), this::lines);
    SourceRef byId = lines.get(gone.subject().identity());
    return byId == null ? lines.get(gone.subject().key()) : byId;
  }

  /** By the id that a line gives, or else by its name. */
  private Map<Object, SourceRef> lines(Slug role) {
    @Nullable DesiredHolding then = before == null ? null : before.holdings().get(role);
    var lines = new HashMap<Object, SourceRef>();
    if (then != null) {
      for (DesiredAssignment line : then.assignments()) {
        lines.put(
            line.id() == null
                ? line.subject().folded()
                : new SubjectId(line.subject().kind(), line.id()),
            line.at());
      }
    }
    return lines;
  }
}
