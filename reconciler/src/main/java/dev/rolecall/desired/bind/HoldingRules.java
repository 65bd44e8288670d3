package dev.rolecall.desired.bind;

import dev.rolecall.model.Days;
import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Manage;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Sourced;
import dev.rolecall.model.SubjectName;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holders of all documents of one tenant, added up by role. */
final class HoldingRules {
  private static final Comparator<DesiredAssignment> ORDER =
      Comparator.comparing(DesiredAssignment::subject)
          .thenComparing(
              DesiredAssignment::id, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

  private final Binder.Given given;
  private final String tenant;
  private final Set<Problem> problems;

  HoldingRules(Binder.Given given, String tenant, Set<Problem> problems) {
    this.given = given;
    this.tenant = tenant;
    this.problems = problems;
  }

  /**
   * What makes two lines of a role one: the id where a line has one, else the name. Whether a name
   * leads to an id only the tenant knows.
   */
  private record Line(SubjectName subject, boolean byId) {
    static Line of(DesiredAssignment assignment) {
      String id = assignment.id();
      return id == null
          ? ofName(assignment)
          : new Line(new SubjectName(assignment.subject().kind(), id), true);
    }

    static Line ofName(DesiredAssignment assignment) {
      return new Line(assignment.subject().folded(), false);
    }
  }

  SortedMap<Slug, DesiredHolding> bind(
      RoleNames names, List<Document.OfRole> roleDocuments, List<Document.Holders> assignments) {
    SortedMap<Slug, List<Document.Holders>> byRole = new TreeMap<>();
    for (Document.OfRole document : roleDocuments) {
      byRole
          .computeIfAbsent(document.role().slug(), _ -> new ArrayList<>())
          .add(document.holders());
    }
    for (Document.Holders holders : assignments) {
      if (names.check(holders.role(), "Remove this Assignment.")) {
        byRole.computeIfAbsent(holders.role().value(), _ -> new ArrayList<>()).add(holders);
      }
    }
    var holdings = new TreeMap<Slug, DesiredHolding>();
    byRole.forEach(
        (role, documents) -> holdings.put(role, holding(role, documents, !names.isDeclared(role))));
    return holdings;
  }

  private DesiredHolding holding(Slug role, List<Document.Holders> documents, boolean system) {
    var manage = Manage.DEFAULT;
    Sourced<Manage> said = null;
    boolean first = true;
    List<DesiredAssignment> all = new ArrayList<>();
    for (Document.Holders document : documents) {
      Sourced<Manage> here = document.manage();
      if (here != null) {
        if (said != null) {
          String message =
              "manage of %s is already set at %s.".formatted(Words.shown(role), said.at());
          error(RuleId.CONFLICTING_MANAGE, here.at(), message);
        } else if (!system && !first) {
          String message =
              "manage of %s belongs in its Role document.".formatted(Words.shown(role));
          error(RuleId.CONFLICTING_MANAGE, here.at(), message);
        } else {
          said = here;
          manage = here.value();
        }
      }
      first = false;
      all.addAll(document.assignments());
    }
    return new DesiredHolding(role, manage, distinct(role, all));
  }

  private List<DesiredAssignment> distinct(Slug role, List<DesiredAssignment> all) {
    Map<Line, SourceRef> seen = HashMap.newHashMap(all.size());
    List<DesiredAssignment> kept = new ArrayList<>(all.size());
    for (DesiredAssignment assignment : all) {
      SourceRef first = seen.putIfAbsent(Line.of(assignment), assignment.at());
      if (first == null) {
        kept.add(assignment);
      } else {
        String message =
            "%s already holds %s at %s."
                .formatted(Words.shown(assignment.subject()), Words.shown(role), first);
        error(RuleId.DUPLICATE_ASSIGNMENT, assignment.at(), message);
      }
    }
    kept.sort(ORDER);
    expiries(role, kept);
    return kept;
  }

  /** A past date is an error only when it is new against the base (design.md, rule 6). */
  private void expiries(Slug role, List<DesiredAssignment> assignments) {
    List<DesiredAssignment> past = new ArrayList<>();
    for (DesiredAssignment assignment : assignments) {
      if (assignment.expiredBy(given.now())) {
        past.add(assignment);
      }
    }
    if (past.isEmpty()) {
      return;
    }
    Base base = given.base();
    Map<Line, @Nullable Instant> before =
        base == null ? Map.of() : expiries(base.states().get(tenant), role);
    for (DesiredAssignment assignment : past) {
      String message =
          "The assignment of %s to %s expired on %s."
              .formatted(
                  Words.shown(assignment.subject()),
                  Words.shown(role),
                  Days.last(Objects.requireNonNull(assignment.expires())));
      var line = Line.of(assignment);
      // A line that was given an id since is the same line.
      var expires =
          before.containsKey(line) ? before.get(line) : before.get(Line.ofName(assignment));
      boolean isNew =
          base != null
              && !Objects.equals(expires, assignment.expires())
              && assignment.expiredBy(given.today());
      problems.add(
          isNew
              ? Problem.error(RuleId.PAST_EXPIRY, assignment.at(), message)
              : Problem.note(RuleId.EXPIRED, assignment.at(), message));
    }
  }

  /** The expiry of each declared subject of the role. */
  private static Map<Line, @Nullable Instant> expiries(@Nullable DesiredState state, Slug role) {
    Map<Line, @Nullable Instant> expiries = new HashMap<>();
    DesiredHolding holding = state == null ? null : state.holdings().get(role);
    if (holding != null) {
      holding.assignments().forEach(a -> expiries.put(Line.of(a), a.expires()));
    }
    return expiries;
  }

  private void error(RuleId rule, SourceRef at, String message) {
    problems.add(Problem.error(rule, at, message));
  }
}
