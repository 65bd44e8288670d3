package dev.rolecall.reconcile;

import dev.rolecall.diff.Change;
import dev.rolecall.git.Appended;
import dev.rolecall.git.RemoteException;
import dev.rolecall.model.Grant;
import dev.rolecall.model.SubjectId;
import dev.rolecall.model.SubjectName;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.ChainCut;
import dev.rolecall.record.GrantEvent;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.PastRun;
import dev.rolecall.record.RecordTip;
import dev.rolecall.record.RunRecord;
import dev.rolecall.record.StepResult;
import dev.rolecall.record.TenantRecord;
import dev.rolecall.report.HistoryReport;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells what the record of a tenant holds, and cuts it. The tenant itself is not asked. */
public final class RecordHistory {
  private final TenantRecord record;
  private final TenantSettings tenant;
  private final Environment environment;
  private final RolesRepository repository;

  /**
   * Reads nothing yet.
   *
   * @param repository of which the record is kept
   */
  public RecordHistory(RolesRepository repository, TenantSettings tenant, Environment environment)
      throws IOException {
    this.repository = repository;
    this.record = repository.record(tenant);
    this.tenant = tenant;
    this.environment = environment;
  }

  /** Where the record is kept, for people. */
  public String describe() {
    return record.describe();
  }

  /** A run and what it did, while the names are gathered. */
  private record Did(List<GrantEvent> events, List<HistoryReport.Step> definitions) {}

  /**
   * Every run, or those that did something to a role, subject or capability.
   *
   * @param about slug of a role, name or id of a user or group, a capability; null: everything
   * @throws RefusedException when nothing is recorded
   */
  public HistoryReport read(@Nullable String about) throws IOException {
    Optional<LastRun> last = last();
    var names = new Names(last);
    List<PastRun> found = record.history().runs();
    var runs = new ArrayList<PastRun>();
    Map<PastRun, Did> did = new HashMap<>();
    for (PastRun run : found.reversed()) {
      PastRun told = run;
      if (run instanceof PastRun.Known known) {
        try {
          List<GrantEvent> events = known.events();
          events.forEach(names::learn);
          did.put(known, new Did(events, definitions(steps(known))));
        } catch (RemoteException e) {
          throw e;
        } catch (IOException e) {
          // One run that cannot be told in full is no reason to tell of none.
          told = record.unreadable(known, e);
        }
      }
      runs.addFirst(told);
    }
    if (about == null) {
      return report(null, all(runs, did, names), List.of());
    }
    Predicate<Grant> wanted = names.wanted(about);
    var entries = new ArrayList<HistoryReport.Entry>();
    for (PastRun run : runs) {
      switch (run) {
        case PastRun.Unreadable unreadable -> entries.add(unreadable(unreadable));
        case PastRun.Known known -> {
          Did whole = Objects.requireNonNull(did.get(known));
          var part =
              new Did(
                  whole.events().stream().filter(event -> wanted.test(event.grant())).toList(),
                  whole.definitions().stream()
                      .filter(step -> defined(step).equals(Optional.of(about)))
                      .toList());
          if (!part.events().isEmpty() || !part.definitions().isEmpty()) {
            entries.add(entry(known, counts(part), part.events(), part.definitions(), names));
          }
        }
      }
    }
    return report(about, entries, holdings(last, wanted, names));
  }

  private static List<HistoryReport.Entry> all(
      List<PastRun> runs, Map<PastRun, Did> did, Names names) {
    var entries = new ArrayList<HistoryReport.Entry>();
    for (PastRun run : runs) {
      switch (run) {
        case PastRun.Unreadable unreadable -> entries.add(unreadable(unreadable));
        case PastRun.Known known ->
            entries.add(
                entry(
                    known,
                    counts(Objects.requireNonNull(did.get(known))),
                    List.of(),
                    List.of(),
                    names));
      }
    }
    return entries;
  }

  private static List<HistoryReport.Step> definitions(List<HistoryReport.Step> steps) {
    return steps.stream().filter(step -> defined(step).isPresent()).toList();
  }

  /** The role or capability that a step is about itself; empty for a step about a holder. */
  private static Optional<String> defined(HistoryReport.Step step) {
    return switch (step.step().change()) {
      case Change.CapabilityCreated c -> Optional.of(c.after().id().toString());
      case Change.CapabilityEdited c -> Optional.of(c.after().id().toString());
      case Change.CapabilityRemoved c -> Optional.of(c.before().id().toString());
      case Change.RoleCreated c -> Optional.of(c.after().slug().value());
      case Change.RoleTextEdited c -> Optional.of(c.role().value());
      case Change.RoleCapabilityAdded c -> Optional.of(c.role().value());
      case Change.RoleCapabilityRemoved c -> Optional.of(c.role().value());
      case Change.RoleRetired c -> Optional.of(c.before().slug().value());
      case Change.AssignmentAdded _, Change.AssignmentRemoved _ -> Optional.empty();
    };
  }

  /**
   * One run in full: its steps with their ends, and who gained and lost what.
   *
   * @param id of the run, or the beginning of it
   * @throws InvalidInputException when no run has it, or several
   */
  public HistoryReport readRun(String id) throws IOException {
    var names = new Names(last());
    var found = new ArrayList<PastRun.Known>();
    for (PastRun run : record.history().runs()) {
      if (run instanceof PastRun.Known known && known.run().run().id().startsWith(id)) {
        found.add(known);
      }
    }
    if (found.size() != 1) {
      throw new InvalidInputException(
          Problem.error(
              RuleId.UNKNOWN_RUN,
              null,
              found.isEmpty()
                  ? "No run in %s has the id %s.".formatted(record.describe(), id)
                  : "%d runs in %s have an id that begins with %s."
                      .formatted(found.size(), record.describe(), id)));
    }
    PastRun.Known run = found.getFirst();
    List<GrantEvent> events = run.events();
    events.forEach(names::learn);
    List<HistoryReport.Step> steps = steps(run);
    var did = new Did(events, definitions(steps));
    return report(null, List.of(entry(run, counts(did), events, steps, names)), List.of());
  }

  /**
   * Forgets the runs before a date.
   *
   * @return how many are gone; empty: none is older
   * @throws RefusedException when the record cannot be cut, or not now
   */
  public Optional<Integer> cut(Instant date) throws IOException {
    last();
    String actor = Actor.of(environment.variables(), repository.userName());
    return switch (record.cut(date, actor, environment.clock().instant())) {
      case ChainCut.Result.Cut(int gone, var _) -> Optional.of(gone);
      case ChainCut.Result.NothingOlder _ -> Optional.empty();
      case ChainCut.Result.Unsettled(RunRecord run) ->
          throw RefusedException.remote(
              RuleId.RUN_UNSETTLED,
              "Run %s has no end that tells of all its steps, and they are needed to settle it."
                  .formatted(run.run().id()));
      case ChainCut.Result.Unreadable(String reason) ->
          throw RefusedException.remote(RuleId.RECORD_UNREADABLE, reason);
      case ChainCut.Result.NotMoved(var why) ->
          throw RefusedException.remote(
              RuleId.RECORD_REFUSED,
              "The record at %s was not cut: %s.".formatted(record.describe(), why(why)));
    };
  }

  private static String why(Appended why) {
    return switch (why) {
      case Appended.Landed _ -> "it landed";
      case Appended.Lost _ -> "somebody else moved it in the meantime";
      case Appended.Refused(String reason) -> reason;
      case Appended.Unknown(boolean _, String reason) -> reason;
    };
  }

  private Optional<LastRun> last() throws IOException {
    return switch (record.fetch()) {
      case RecordTip.Known(LastRun last) -> Optional.of(last);
      case RecordTip.Foreign(LastRun last) -> Optional.of(last);
      case RecordTip.Renamed(LastRun last) -> Optional.of(last);
      // What can be read of it is told all the same.
      case RecordTip.Unreadable _ -> Optional.empty();
      case RecordTip.Missing _ ->
          throw new RefusedException(
              RefusedException.Kind.REMOTE,
              Problem.error(
                      RuleId.NO_RECORD,
                      null,
                      "Nothing is recorded of %s at %s."
                          .formatted(tenant.name(), record.describe()))
                  .advising(
                      "If apply has run before, find the record: a deleted branch, another remote,"
                          + " another repository."));
    };
  }

  private HistoryReport report(
      @Nullable String about,
      List<HistoryReport.Entry> entries,
      List<HistoryReport.Holding> granted) {
    return new HistoryReport(tenant.name(), record.describe(), about, entries, granted);
  }

  private static HistoryReport.Unreadable unreadable(PastRun.Unreadable run) {
    return new HistoryReport.Unreadable(run.commit().id(), run.reason());
  }

  private static HistoryReport.Run entry(
      PastRun.Known known,
      HistoryReport.Counts counts,
      List<GrantEvent> shown,
      List<HistoryReport.Step> steps,
      Names names) {
    RunRecord run = known.run();
    return new HistoryReport.Run(
        run.run().id(),
        known.commit().id(),
        new HistoryReport.Who(
            run.run().actor(),
            run.target().commit(),
            run.target().dirty(),
            run.run().plan(),
            run.run().rollback(),
            run.run().tenant(),
            run.ties().movedFrom(),
            run.ties().replaces(),
            run.ties().renamed()),
        new HistoryReport.When(
            run.state().name().toLowerCase(Locale.ROOT),
            run.progress().begun(),
            run.progress().ended(),
            run.progress().lease()),
        counts,
        shown.stream()
            .map(event -> new HistoryReport.Event(word(event), event.grant(), names.of(event)))
            .toList(),
        steps);
  }

  private static List<HistoryReport.Step> steps(PastRun.Known run) throws IOException {
    Map<String, StepResult> results = new HashMap<>();
    run.results().forEach(result -> results.put(result.step(), result));
    return run.steps().stream()
        .map(step -> {
          @Nullable StepResult result = results.get(step.id());
          return result == null
              ? new HistoryReport.Step(step, "open", null)
              : new HistoryReport.Step(
                  step, result.word().name().toLowerCase(Locale.ROOT), result.message());
        })
        .toList();
  }

  private static HistoryReport.Counts counts(Did did) {
    var counts = new EnumMap<HistoryReport.Word, Integer>(HistoryReport.Word.class);
    did.events().forEach(event -> counts.merge(word(event), 1, Integer::sum));
    return new HistoryReport.Counts(
        counts.entrySet().stream()
            .map(count -> new HistoryReport.Counts.Count(count.getKey(), count.getValue()))
            .toList(),
        did.definitions().size());
  }

  private static HistoryReport.Word word(GrantEvent event) {
    return switch (event.word()) {
      case GRANTED -> HistoryReport.Word.GRANTED;
      case REMOVED -> HistoryReport.Word.REMOVED;
      case ADOPTED -> HistoryReport.Word.ADOPTED;
      case SETTLED -> HistoryReport.Word.SETTLED;
      case GIVEN_UP -> HistoryReport.Word.GIVEN_UP;
      case FAILED -> HistoryReport.Word.FAILED;
      case UNKNOWN -> HistoryReport.Word.UNKNOWN;
    };
  }

  private static List<HistoryReport.Holding> holdings(
      Optional<LastRun> last, Predicate<Grant> wanted, Names names) {
    return last.stream()
        .flatMap(run -> run.granted().stream())
        .filter(wanted)
        .sorted()
        .map(grant -> new HistoryReport.Holding(grant, names.of(grant.subject())))
        .toList();
  }

  /** Which account went by which names, as far as the record knows. */
  private static final class Names {
    private final Map<SubjectId, String> latest = new HashMap<>();
    private final Map<SubjectName, Set<SubjectId>> bearers = new HashMap<>();

    Names(Optional<LastRun> last) {
      last.ifPresent(run ->
          run.pins().ids().forEach((name, id) -> learn(name, new SubjectId(name.kind(), id))));
    }

    void learn(GrantEvent event) {
      @Nullable String name = event.name();
      if (name != null) {
        SubjectId id = event.grant().subject();
        learn(new SubjectName(id.kind(), name), id);
      }
    }

    private void learn(SubjectName name, SubjectId id) {
      latest.put(id, name.name());
      bearers.computeIfAbsent(name.folded(), _ -> new HashSet<>()).add(id);
    }

    @Nullable String of(GrantEvent event) {
      return event.name() == null ? of(event.grant().subject()) : event.name();
    }

    @Nullable String of(SubjectId id) {
      return latest.get(id);
    }

    /** Grants of the role, and of whoever has the id or ever went by the name. */
    Predicate<Grant> wanted(String about) {
      var meant = new HashSet<SubjectId>();
      for (SubjectName name : List.of(SubjectName.user(about), SubjectName.group(about))) {
        meant.addAll(bearers.getOrDefault(name.folded(), Set.of()));
      }
      return grant ->
          grant.role().value().equals(about)
              || grant.subject().id().equals(about)
              || meant.contains(grant.subject());
    }
  }
}
