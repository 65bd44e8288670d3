package dev.rolecall.reconcile;

import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Grant;
import dev.rolecall.model.OwedRevocation;
import dev.rolecall.model.Subject;
import dev.rolecall.record.GrantEvent;
import dev.rolecall.record.PastRun;
import dev.rolecall.record.RunState;
import dev.rolecall.record.StepResult;
import dev.rolecall.report.HistoryRun;
import dev.rolecall.report.RunEvent;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a run did, or the part of it that somebody asked for.
 *
 * @param steps with how they ended
 * @param loggedOut whose sessions it ended
 */
record Did(
    List<GrantEvent> events, List<HistoryRun.StepEnd> steps, List<OwedRevocation> loggedOut) {
  Did {
    events = List.copyOf(events);
    steps = List.copyOf(steps);
    loggedOut = List.copyOf(loggedOut);
  }

  static Did of(PastRun.Known run) throws IOException {
    Map<String, StepResult> results = new HashMap<>();
    run.results().forEach(result -> results.put(result.step(), result));
    String without = run.run().state() == RunState.STARTED ? "open" : "skipped";
    return new Did(
        run.events(),
        run.steps().stream()
            .map(step -> {
              @Nullable StepResult result = results.get(step.id());
              return result == null
                  ? new HistoryRun.StepEnd(step, without, null)
                  : new HistoryRun.StepEnd(
                      step, result.word().name().toLowerCase(Locale.ROOT), result.message());
            })
            .toList(),
        run.loggedOut());
  }

  /** Those steps alone that are on roles and capabilities themselves. */
  Did definitions() {
    return new Did(events, steps.stream().filter(step -> !isOfHolder(step)).toList(), loggedOut);
  }

  /** What of it is about these grants, and about the role or capability of that name. */
  Did about(String name, Predicate<Grant> wanted, Predicate<Subject> meant) {
    return new Did(
        events.stream().filter(event -> wanted.test(event.grant())).toList(),
        steps.stream().filter(step -> defines(step.step().change(), name)).toList(),
        loggedOut.stream().filter(one -> meant.test(one.account())).toList());
  }

  boolean isNothing() {
    return events.isEmpty() && steps.isEmpty() && loggedOut.isEmpty();
  }

  HistoryRun.Counts counts() {
    var counts = new EnumMap<RunEvent.Word, Integer>(RunEvent.Word.class);
    events.forEach(event -> counts.merge(word(event), 1, Integer::sum));
    return new HistoryRun.Counts(
        counts.entrySet().stream()
            .map(count -> new HistoryRun.Counts.Count(count.getKey(), count.getValue()))
            .toList(),
        new HistoryRun.Definitions(
            ended("done"), ended("failed"), ended("skipped"), ended("unknown") + ended("open")));
  }

  private int ended(String outcome) {
    return (int)
        steps.stream().filter(step -> !isOfHolder(step) && step.outcome().equals(outcome)).count();
  }

  private static boolean isOfHolder(HistoryRun.StepEnd step) {
    return step.step().change() instanceof Change.OfHolder;
  }

  /** Whether a change is one of that role or capability itself, not of a holder. */
  private static boolean defines(Change change, String name) {
    return switch (change) {
      case Change.OfCapability c -> c.id().toString().equals(name);
      case Change.RoleCreated c ->
          c.role().value().equals(name) || has(c.after().capabilities(), name);
      case Change.RoleTextEdited c -> c.role().value().equals(name);
      case Change.RoleCapabilityAdded c ->
          c.role().value().equals(name) || c.capability().toString().equals(name);
      case Change.RoleCapabilityRemoved c ->
          c.role().value().equals(name) || c.capability().toString().equals(name);
      case Change.RoleRetired c ->
          c.role().value().equals(name) || has(c.before().capabilities(), name);
      case Change.OfHolder _ -> false;
    };
  }

  private static boolean has(Collection<CapabilityId> capabilities, String name) {
    return capabilities.stream().anyMatch(capability -> capability.toString().equals(name));
  }

  static RunEvent.Word word(GrantEvent event) {
    return switch (event.word()) {
      case GRANTED -> RunEvent.Word.GRANTED;
      case REMOVED -> RunEvent.Word.REMOVED;
      case ADOPTED -> RunEvent.Word.ADOPTED;
      case SETTLED -> RunEvent.Word.SETTLED;
      case GIVEN_UP -> RunEvent.Word.GIVEN_UP;
      case FAILED -> RunEvent.Word.FAILED;
      case NOT_TRIED -> RunEvent.Word.NOT_TRIED;
      case UNKNOWN -> RunEvent.Word.UNKNOWN;
    };
  }

  static RunEvent.@Nullable Meant meant(GrantEvent event) {
    return switch (event.meant()) {
      case null -> null;
      case GRANT -> RunEvent.Meant.GRANT;
      case REMOVAL -> RunEvent.Meant.REMOVAL;
    };
  }
}
