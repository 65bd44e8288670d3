package dev.rolecall.diff;

import dev.rolecall.model.DesiredAssignment;
import dev.rolecall.model.Pins;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectDirectory;
import dev.rolecall.model.SubjectId;
import dev.rolecall.problem.RuleId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the account that a line means. A name means the account that it led to first: another that
 * bears it now is not who was meant, and the one that bore it and is called something else is not
 * granted anything new by the old name.
 */
final class LineResolver {
  private final SubjectDirectory directory;
  private final Pins pins;

  LineResolver(SubjectDirectory directory, Pins pins) {
    this.directory = directory;
    this.pins = pins;
  }

  Meant resolve(DesiredAssignment line) {
    return line.id() == null ? byName(line) : byId(line, line.id());
  }

  private Meant byId(DesiredAssignment line, String id) {
    return directory
        .find(new SubjectId(line.subject().kind(), id))
        .<Meant>map(subject -> new Meant.Account(line, subject))
        .orElseGet(() ->
            new Meant.Waits(
                line,
                RuleId.UNKNOWN_SUBJECT,
                keptBy(line, id),
                false,
                "The tenant has no %s with the id %s."
                    .formatted(line.subject().kind().word(), id)));
  }

  /** The id may be mistyped: whoever bears the name beside it may be who is meant. */
  private Set<String> keptBy(DesiredAssignment line, String id) {
    Set<String> ids = idsOf(directory.bearers(line.subject()));
    ids.add(id);
    return ids;
  }

  private static Set<String> idsOf(List<Subject> subjects) {
    return subjects.stream().map(Subject::id).collect(Collectors.toCollection(HashSet::new));
  }

  private Meant byName(DesiredAssignment line) {
    List<Subject> bearers = directory.bearers(line.subject());
    Optional<SubjectId> pin = pins.of(line.subject());
    if (bearers.size() == 1) {
      Subject bearer = bearers.getFirst();
      return pin.isEmpty() || pin.get().equals(bearer.identity())
          ? new Meant.Account(line, bearer)
          : recycled(line, bearer, pin.get());
    }
    if (!bearers.isEmpty()) {
      return ambiguous(line, bearers, pin);
    }
    return pin.isEmpty() ? unknown(line) : gone(line, pin.get());
  }

  private static Meant unknown(DesiredAssignment line) {
    return new Meant.Waits(
        line,
        RuleId.UNKNOWN_SUBJECT,
        Set.of(),
        true,
        "The tenant has no %s.".formatted(line.subject()));
  }

  private Meant gone(DesiredAssignment line, SubjectId pin) {
    Optional<Subject> now = directory.find(pin);
    return now.isEmpty()
        ? new Meant.Waits(
            line,
            RuleId.UNKNOWN_SUBJECT,
            Set.of(pin.id()),
            false,
            "The tenant has no %s any more: the account %s is gone."
                .formatted(line.subject(), pin.id()))
        : new Meant.Waits(
            line,
            RuleId.SUBJECT_RENAMED,
            Set.of(pin.id()),
            false,
            "%s goes by the name %s now; the account is still %s."
                .formatted(line.subject(), now.get().name(), pin.id()));
  }

  private static Meant recycled(DesiredAssignment line, Subject bearer, SubjectId pin) {
    return new Meant.Waits(
        line,
        RuleId.SUBJECT_RECYCLED,
        Set.of(bearer.id(), pin.id()),
        false,
        "%s was the account %s and is another one now, %s."
            .formatted(line.subject(), pin.id(), bearer.id()));
  }

  private static Meant ambiguous(
      DesiredAssignment line, List<Subject> bearers, Optional<SubjectId> pin) {
    Set<String> ids = idsOf(bearers);
    String shown = Counted.list(ids.stream().sorted().toList());
    pin.map(SubjectId::id).ifPresent(ids::add);
    return new Meant.Waits(
        line,
        RuleId.AMBIGUOUS_SUBJECT,
        ids,
        false,
        "%d accounts go by the name of %s: %s.".formatted(bearers.size(), line.subject(), shown));
  }

  /**
   * The pin that the line leaves for the next run. A line with an id of its own does not move that
   * of its name: the name alone still means who it meant.
   */
  Optional<String> pinAfter(Meant meant) {
    if (meant.line().id() != null) {
      return pins.of(meant.line().subject()).map(SubjectId::id);
    }
    return switch (meant) {
      case Meant.Account account -> Optional.of(account.subject().id());
      case Meant.Waits waits -> pins.of(waits.line().subject()).map(SubjectId::id);
    };
  }
}
