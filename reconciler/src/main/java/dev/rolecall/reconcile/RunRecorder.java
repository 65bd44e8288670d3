package dev.rolecall.reconcile;

import dev.rolecall.apply.ApplyResult;
import dev.rolecall.apply.Outcome;
import dev.rolecall.apply.StepOutcome;
import dev.rolecall.diff.Unwritten;
import dev.rolecall.model.Emergency;
import dev.rolecall.model.Standing;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.Begun;
import dev.rolecall.record.Ended;
import dev.rolecall.record.LeaseClock;
import dev.rolecall.record.OpenRun;
import dev.rolecall.record.RunInfo;
import dev.rolecall.record.RunOptions;
import dev.rolecall.record.RunStart;
import dev.rolecall.record.StepResult;
import dev.rolecall.record.TenantRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes one run into the record: ahead of its first write, and at its end. */
final class RunRecorder {
  private final RolesRepository repository;
  private final Environment environment;
  private final ApplyJob job;
  private final RunIntent intent;
  private final Instant begun;
  private final String id = UUID.randomUUID().toString();
  private final RunMemory memory;

  /**
   * @param begun the instant that the run planned for
   */
  RunRecorder(
      RolesRepository repository,
      Environment environment,
      ApplyJob job,
      RunIntent intent,
      Instant begun) {
    this.repository = repository;
    this.environment = environment;
    this.job = job;
    this.intent = intent;
    this.begun = begun;
    this.memory = new RunMemory(job, id, begun, intent.leavesOut(job));
  }

  /**
   * Records a run that has nothing to write, if there is news in it. Empty when another run came in
   * between.
   *
   * @throws RefusedException when the record does not take it
   */
  Optional<ApplyEnd> empty() throws IOException {
    @Nullable TenantRecord record = side().record();
    var nothing = new ApplyResult.Ran(List.of());
    if (record == null) {
      return Optional.of(new ApplyEnd.Ran(job, nothing, null, null));
    }
    RunStart start = start();
    Unwritten unwritten = unwritten();
    boolean burns = !start.memory().drains().burnt().equals(side().drains().burnt());
    if (!burns
        && !TenantRecord.hasNews(side().tip(), start, unwritten.adopts(), intent.leavesOut(job))) {
      return side().isStillTheTip()
          ? Optional.of(new ApplyEnd.Ran(job, nothing, null, null))
          : Optional.empty();
    }
    return switch (record.recordEmpty(
        side().tip(), start, unwritten.adopts(), intent.leavesOut(job), now())) {
      case Ended.Recorded _ -> Optional.of(new ApplyEnd.Ran(job, nothing, record.describe(), null));
      case Ended.Lost _ -> Optional.empty();
      case Ended.Refused(String reason) -> throw refused(record, reason);
      case Ended.Unknown(String reason) -> throw refused(record, reason);
    };
  }

  /** Names the run; no other has this name. */
  String id() {
    return id;
  }

  /**
   * Writes the run ahead, and lets it write. False when another run came in between.
   *
   * @throws RefusedException when the record does not take it: nothing may be written
   */
  boolean begin(RunInProgress run, LeaseClock clock) throws IOException {
    @Nullable TenantRecord record = side().record();
    if (record == null) {
      run.beginUnrecorded();
      return true;
    }
    return switch (record.begin(side().tip(), start(), clock)) {
      case Begun.Open(OpenRun open) -> {
        run.begin(open);
        yield true;
      }
      case Begun.Lost _ -> false;
      case Begun.Refused(String reason) -> throw refused(record, reason);
      case Begun.Unknown(String reason) -> throw refused(record, reason);
    };
  }

  /** Records how it ended; that this fails is part of how it ended. */
  ApplyEnd end(RunInProgress run, ApplyResult.Ran result) {
    @Nullable OpenRun open = run.open();
    @Nullable TenantRecord record = side().record();
    if (open == null || record == null) {
      return new ApplyEnd.Ran(job, result, null, null);
    }
    List<StepResult> results = result.outcomes().stream().map(RunRecorder::result).toList();
    try {
      return switch (open.end(
          results,
          unwritten().adopts(),
          intent.leavesOut(job),
          memory.after(result),
          sessions().of(result),
          now())) {
        case Ended.Recorded _ -> new ApplyEnd.Ran(job, result, record.describe(), null);
        case Ended.Lost _ ->
            new ApplyEnd.Ran(
                job,
                result,
                null,
                "Another run took over; the end of this one is not recorded.",
                true);
        case Ended.Refused(String reason) -> unrecorded(result, reason);
        case Ended.Unknown(String reason) -> unrecorded(result, reason);
      };
    } catch (IOException e) {
      return unrecorded(result, String.valueOf(e.getMessage()));
    }
  }

  /** What ends the sessions of this run. */
  SessionsOfRun sessions() {
    return new SessionsOfRun(job.judged().logOuts(), environment.timing(), id, begun);
  }

  private ApplyEnd unrecorded(ApplyResult.Ran result, String reason) {
    return new ApplyEnd.Ran(
        job,
        result,
        null,
        "The end of the run could not be recorded: %s. The next run settles it.".formatted(reason));
  }

  private static StepResult result(StepOutcome step) {
    String id = step.step().id();
    return switch (step.outcome()) {
      case Outcome.Done _ -> StepResult.done(id);
      case Outcome.Failed failed -> new StepResult(id, StepResult.Word.FAILED, failed.message());
      case Outcome.Unknown unknown ->
          new StepResult(id, StepResult.Word.UNKNOWN, unknown.message());
      case Outcome.Skipped skipped ->
          new StepResult(id, StepResult.Word.SKIPPED, "needs " + skipped.needs());
      case Outcome.NotTried notTried -> new StepResult(id, StepResult.Word.SKIPPED, notTried.why());
    };
  }

  private RunStart start() throws IOException {
    Unwritten unwritten = unwritten();
    RunOptions options = intent.options(job, begun);
    String actor = Actor.of(environment, repository);
    return new RunStart(
        new RunInfo(id, actor, job.digest(), job.asked().settings().identity(), options),
        begun,
        intent.aim(job).leaving(unwritten.vanished()),
        job.compared().settled().without(unwritten.givesUp()),
        unwritten.pins(),
        MovedNames.of(job),
        job.plan().steps(),
        memory.meant(),
        standing(options, actor),
        job.judged().logOuts().ahead(id, begun));
  }

  /** What stands over the tenant from then on; that the glass was broken among it. */
  private Standing standing(RunOptions options, String actor) {
    Standing after = intent.standing(job, actor, begun);
    @Nullable String reason = options.breakGlass();
    return reason == null
        ? after
        : after.with(new Emergency(id, begun, actor, reason, job.lifted()));
  }

  private RecordSide side() {
    return job.asked().record();
  }

  private Unwritten unwritten() {
    return job.compared().difference().unwritten();
  }

  private Instant now() {
    return environment.clock().instant();
  }

  private static RefusedException refused(TenantRecord record, String reason) {
    return RefusedException.remote(
        RuleId.RECORD_REFUSED,
        "The run could not be recorded at %s: %s.".formatted(record.describe(), reason));
  }
}
