package dev.rolecall.reconcile;

import dev.rolecall.git.Appended;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.ChainCut;
import dev.rolecall.record.RunRecord;
import dev.rolecall.record.TenantRecord;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the record of a tenant forget. */
public final class CuttingRecord {
  private final RolesRepository repository;
  private final TenantRecord record;
  private final TenantSettings tenant;
  private final Environment environment;

  /**
   * Reads nothing yet.
   *
   * @param repository of which the record is kept
   */
  public CuttingRecord(RolesRepository repository, TenantSettings tenant, Environment environment)
      throws IOException {
    this.repository = repository;
    this.record = repository.records().of(tenant);
    this.tenant = tenant;
    this.environment = environment;
  }

  /**
   * Forgets the runs before a date.
   *
   * @return a sentence about what became of it
   * @throws RefusedException when the record cannot be cut, or not now
   */
  public String cut(Instant date) throws IOException {
    RecordHistory.last(record, tenant);
    String actor = Actor.of(environment, repository);
    return switch (record.cut(date, actor, environment.clock().instant())) {
      case ChainCut.Result.Cut(int gone, var _) ->
          "Cut: %d run%s before %s %s gone from %s. A host may keep the commits until it cleans up, and so do clones that have read them."
              .formatted(
                  gone, gone == 1 ? "" : "s", date, gone == 1 ? "is" : "are", record.describe());
      case ChainCut.Result.NothingOlder(@Nullable RunRecord root) -> nothing(date, root);
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

  private String nothing(Instant date, @Nullable RunRecord root) {
    return root == null
        ? "Nothing to cut: no run in %s is older than %s.".formatted(record.describe(), date)
        : "Nothing to cut: %s was cut before and begins with the state that run %s left; of what was before %s it tells nothing else."
            .formatted(record.describe(), root.run().id(), date);
  }

  private static String why(Appended why) {
    return switch (why) {
      case Appended.Landed _ -> "it landed";
      case Appended.Lost _ -> "somebody else moved it in the meantime";
      case Appended.Refused(String reason) -> reason;
      case Appended.Unknown(boolean _, String reason) -> reason;
    };
  }
}
