package dev.rolecall.reconcile;

import dev.rolecall.git.RemoteException;
import dev.rolecall.model.Grant;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.PastRun;
import dev.rolecall.record.RecordTip;
import dev.rolecall.record.TenantRecord;
import dev.rolecall.report.HistoryReport;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells what the record of a tenant holds. The tenant itself is not asked. */
public final class RecordHistory {
  private final TenantRecord record;
  private final TenantSettings tenant;
  private final Instant now;

  /**
   * Reads nothing yet.
   *
   * @param repository of which the record is kept
   */
  public RecordHistory(RolesRepository repository, TenantSettings tenant, Environment environment)
      throws IOException {
    this.record = repository.records().of(tenant);
    this.tenant = tenant;
    this.now = environment.clock().instant();
  }

  /**
   * Every run, or those that did something to a role, subject or capability.
   *
   * @param about slug of a role, name or id of a user or group, a capability; null: everything
   * @throws RefusedException when nothing is recorded
   */
  public HistoryReport read(@Nullable String about) throws IOException {
    Optional<LastRun> last = last(record, tenant);
    var names = new SubjectNames(last);
    List<PastRun> found = record.history().runs();
    var runs = new ArrayList<PastRun>();
    var did = new ArrayList<@Nullable Did>();
    for (PastRun run : found.reversed()) {
      PastRun told = run;
      @Nullable Did whole = null;
      if (run instanceof PastRun.Known known) {
        try {
          whole = Did.of(known).definitions();
          names.learn(known, whole.events());
        } catch (RemoteException e) {
          throw e;
        } catch (IOException e) {
          // One run that cannot be told in full is no reason to tell of none.
          told = record.unreadable(known, e);
        }
      }
      runs.addFirst(told);
      did.addFirst(whole);
    }
    names.decide();
    var told = new ToldRuns(runs, now);
    return about == null
        ? report(null, all(told, did, names), List.of(), told)
        : about(about, told, did, names, last);
  }

  private HistoryReport about(
      String about,
      ToldRuns runs,
      List<@Nullable Did> did,
      SubjectNames names,
      Optional<LastRun> last)
      throws IOException {
    Predicate<Grant> wanted = names.wanted(about);
    var entries = new ArrayList<HistoryReport.Entry>();
    for (int i = 0; i < did.size(); i++) {
      @Nullable Did whole = did.get(i);
      if (runs.runs().get(i) instanceof PastRun.Unreadable unreadable) {
        entries.add(ToldRuns.entry(unreadable));
      } else if (whole != null) {
        Did part = whole.about(about, wanted, names.meant(about));
        if (!part.isNothing()) {
          entries.add(runs.entry(i, part, part, names));
        }
      }
    }
    return report(about, entries, holdings(last, wanted, names), runs);
  }

  private static List<HistoryReport.Entry> all(
      ToldRuns runs, List<@Nullable Did> did, SubjectNames names) throws IOException {
    var nothing = new Did(List.of(), List.of(), List.of());
    var entries = new ArrayList<HistoryReport.Entry>();
    for (int i = 0; i < did.size(); i++) {
      @Nullable Did whole = did.get(i);
      if (runs.runs().get(i) instanceof PastRun.Unreadable unreadable) {
        entries.add(ToldRuns.entry(unreadable));
      } else if (whole != null) {
        entries.add(runs.entry(i, whole, nothing, names));
      }
    }
    return entries;
  }

  /**
   * One run in full: its steps with their ends, and who gained and lost what.
   *
   * @param id of the run, or the beginning of it
   * @throws InvalidInputException when no run has it, or several
   */
  public HistoryReport readRun(String id) throws IOException {
    var names = new SubjectNames(last(record, tenant));
    var runs = new ToldRuns(record.history().runs(), now);
    int index = RunById.index(runs.runs(), id, record.describe());
    PastRun.Known run = (PastRun.Known) runs.runs().get(index);
    Did did = Did.of(run);
    if (did.events().stream().anyMatch(event -> event.name() == null)) {
      learnAll(runs, names);
    } else {
      names.learn(run, did.events());
    }
    names.decide();
    return report(null, List.of(runs.entry(index, did, did, names)), List.of(), runs);
  }

  /** Whom a run named by the id alone, others may have named. */
  private static void learnAll(ToldRuns runs, SubjectNames names) throws IOException {
    for (PastRun run : runs.runs().reversed()) {
      if (run instanceof PastRun.Known known) {
        try {
          names.learn(known, known.events());
        } catch (RemoteException e) {
          throw e;
        } catch (IOException e) {
          // Names are for people; what cannot be read is told where it is asked for.
        }
      }
    }
  }

  /**
   * The last run, of whatever tenant; empty where it cannot be read.
   *
   * @throws RefusedException when nothing is recorded
   */
  static Optional<LastRun> last(TenantRecord record, TenantSettings tenant) throws IOException {
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
      List<HistoryReport.Holding> granted,
      ToldRuns runs)
      throws IOException {
    return new HistoryReport(tenant.name(), record.describe(), about, entries, granted, runs.cut());
  }

  private static List<HistoryReport.Holding> holdings(
      Optional<LastRun> last, Predicate<Grant> wanted, SubjectNames names) {
    return last.stream()
        .flatMap(run -> run.granted().stream())
        .filter(wanted)
        .sorted()
        .map(grant -> new HistoryReport.Holding(grant, names.of(grant.subject())))
        .toList();
  }
}
