package dev.rolecall.policy;

import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.DesiredHolding;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.Slug;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The lines that make somebody a holder and did not stand so before. */
final class NewLines {
  private NewLines() {}

  /** One of them. */
  record Line(Slug role, DesiredAssignment assignment) {
    /** How long it lasts from now on, or from when it begins; null: for ever. */
    @Nullable Duration lasting(Instant now) {
      @Nullable Instant end = assignment.expires();
      @Nullable Instant from = assignment.from();
      return end == null
          ? null
          : Duration.between(from == null || from.isBefore(now) ? now : from, end);
    }

    /** Whether it lasts no longer than so many days, that of its expiry among them. */
    boolean endsWithin(int days, Instant now) {
      @Nullable Duration lasting = lasting(now);
      return lasting != null && lasting.compareTo(Duration.ofDays(days + 1L)) <= 0;
    }
  }

  static List<Line> of(Proposal proposal) {
    return of(proposal, NewLines::grantsMore);
  }

  /** Lines that are new, or stood in none of these files before. */
  static List<Line> within(Proposal proposal, Predicate<String> files) {
    return of(
        proposal,
        (line, old) ->
            files.test(line.at().file())
                && (grantsMore(line, old) || !files.test(old.at().file())));
  }

  /** Lines that grant no more than before, and whose reason is gone. */
  static List<Line> unexplained(Proposal proposal) {
    return of(
        proposal,
        (line, old) ->
            old != null && isNarrower(line, old) && old.isExplained() && !line.isExplained());
  }

  private static List<Line> of(
      Proposal proposal, BiPredicate<DesiredAssignment, @Nullable DesiredAssignment> wanted) {
    @Nullable DesiredState before = proposal.before();
    var lines = new ArrayList<Line>();
    for (DesiredHolding holding : proposal.inputs().desired().holdings().values()) {
      @Nullable DesiredHolding then = before == null ? null : before.holdings().get(holding.role());
      if (then != null && holding.hasTheLinesOf(then) && isWhereItWas(holding, then)) {
        continue;
      }
      var known = new HashMap<Object, DesiredAssignment>();
      if (then != null) {
        then.assignments().forEach(line -> known.put(key(line), line));
      }
      for (DesiredAssignment line : holding.assignments()) {
        if (wanted.test(line, known.get(key(line)))) {
          lines.add(new Line(holding.role(), line));
        }
      }
    }
    return lines;
  }

  private static boolean isWhereItWas(DesiredHolding is, DesiredHolding was) {
    for (int i = 0; i < is.assignments().size(); i++) {
      String file = is.assignments().get(i).at().file();
      if (!file.equals(was.assignments().get(i).at().file())) {
        return false;
      }
    }
    return true;
  }

  private static boolean grantsMore(DesiredAssignment line, @Nullable DesiredAssignment old) {
    return old == null || !(old.saysTheSameAs(line) || isNarrower(line, old));
  }

  /** Whether it lasts no longer than before. */
  private static boolean isNarrower(DesiredAssignment line, DesiredAssignment old) {
    boolean sooner =
        line.expires() != null && (old.expires() == null || !line.expires().isAfter(old.expires()));
    return sooner && Objects.equals(line.from(), old.from());
  }

  private static Object key(DesiredAssignment line) {
    return Map.entry(line.subject(), String.valueOf(line.id()));
  }
}
