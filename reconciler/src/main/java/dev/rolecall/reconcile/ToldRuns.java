package dev.rolecall.reconcile;

import dev.rolecall.diff.Cause;
import dev.rolecall.model.TenantIdentity;
import dev.rolecall.record.CutOff;
import dev.rolecall.record.Lease;
import dev.rolecall.record.PastRun;
import dev.rolecall.record.RunOptions;
import dev.rolecall.record.RunRecord;
import dev.rolecall.record.RunState;
import dev.rolecall.record.StepResult;
import dev.rolecall.report.HistoryReport;
import dev.rolecall.report.HistoryRun;
import dev.rolecall.report.Reviews;
import dev.rolecall.report.RunEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs as they are told, each with what only those before and after it say of it.
 *
 * @param runs all of the record, newest first
 * @param now to tell whether a run may still be running
 */
record ToldRuns(List<PastRun> runs, Instant now) {
  ToldRuns {
    runs = List.copyOf(runs);
  }

  static HistoryReport.Unreadable entry(PastRun.Unreadable run) {
    return new HistoryReport.Unreadable(run.commit().id(), run.reason());
  }

  /**
   * One run.
   *
   * @param index of it
   * @param did what of it is counted
   * @param shown what of that is told one by one
   */
  HistoryRun entry(int index, Did did, Did shown, SubjectNames names) throws IOException {
    if (!(runs.get(index) instanceof PastRun.Known known)) {
      throw new IllegalArgumentException("an entry that cannot be read is told as that");
    }
    RunRecord run = known.run();
    return new HistoryRun(
        run.run().id(),
        known.commit().id(),
        new HistoryRun.Who(
            run.run().actor(),
            run.target().commit(),
            run.target().dirty(),
            run.run().plan(),
            run.run().tenant()),
        new HistoryRun.When(
            state(known).name().toLowerCase(Locale.ROOT),
            run.progress().begun(),
            run.progress().ended(),
            run.progress().lease(),
            index == 0 && Lease.heldBy(run, now),
            settledBy(index),
            index + 1 < runs.size() ? settles(index) : null),
        asked(run.run().options()),
        new HistoryRun.Ties(
            run.ties().movedFrom(), insteadOf(index, known), cut(known), run.ties().renamed()),
        did.counts(),
        shown.events().stream()
            .map(event ->
                new RunEvent(Did.word(event), Did.meant(event), event.grant(), names.of(event)))
            .toList(),
        shown.steps(),
        did.loggedOut().stream()
            .map(one ->
                new HistoryRun.LoggedOut(
                    one.account().id(), one.account().name(), one.policies(), one.lost()))
            .toList());
  }

  /** An undo applies no commit, so to the record it is always partial; not to people. */
  private static RunState state(PastRun.Known known) throws IOException {
    RunRecord run = known.run();
    return run.state() == RunState.PARTIAL
            && run.run().options().undoes() != null
            && known.results().stream().allMatch(one -> one.word() == StepResult.Word.DONE)
        ? RunState.DONE
        : run.state();
  }

  /** Where the record begins since it was cut; null: it never was. */
  HistoryReport.@Nullable Cut cut() throws IOException {
    return !runs.isEmpty() && runs.getLast() instanceof PastRun.Known root ? cut(root) : null;
  }

  private static HistoryReport.@Nullable Cut cut(PastRun.Known root) throws IOException {
    @Nullable String replaces = root.run().ties().replaces();
    if (replaces == null) {
      return null;
    }
    @Nullable CutOff cut = root.run().ties().cut();
    return new HistoryReport.Cut(
        replaces,
        cut == null ? null : new HistoryReport.CutBy(cut.by(), cut.at(), cut.runs()),
        root.granted());
  }

  /** The next run, if that one has no end and goes on as the same record. */
  private @Nullable String settledBy(int index) {
    return index > 0
            && runs.get(index) instanceof PastRun.Known run
            && run.run().state() == RunState.STARTED
            && runs.get(index - 1) instanceof PastRun.Known next
            && next.goesOnFrom(run)
        ? next.run().run().id()
        : null;
  }

  private @Nullable String settles(int index) {
    return settledBy(index + 1) != null && runs.get(index + 1) instanceof PastRun.Known older
        ? older.run().run().id()
        : null;
  }

  /** The tenant whose record stood here before this run began a new one. */
  private @Nullable TenantIdentity insteadOf(int index, PastRun.Known run) {
    return index + 1 < runs.size()
            && runs.get(index + 1) instanceof PastRun.Known older
            && !run.goesOnFrom(older)
        ? older.run().run().tenant()
        : null;
  }

  private static HistoryRun.Asked asked(RunOptions options) {
    RunOptions.Chosen chosen = options.chosen();
    return new HistoryRun.Asked(
        options.rollback(),
        options.begin(),
        options.takeOver(),
        options.seed(),
        options.breakGlass(),
        options.undoes(),
        new HistoryRun.Chosen(
            chosen.only().stream().map(Cause::word).toList(),
            chosen.savedPlan(),
            chosen.noRemovals(),
            chosen.roles(),
            chosen.leftOut()),
        options.approvals().stream().map(ToldRuns::used).toList());
  }

  private static HistoryRun.Used used(RunOptions.UsedApproval used) {
    return new HistoryRun.Used(
        used.file(),
        used.owner(),
        used.where() == null
            ? null
            : new Reviews.Given(used.where(), new TreeSet<>(used.reviewedBy())));
  }
}
