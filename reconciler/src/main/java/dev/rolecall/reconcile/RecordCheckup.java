package dev.rolecall.reconcile;

import dev.rolecall.git.RemoteException;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.Lease;
import dev.rolecall.record.RecordTip;
import dev.rolecall.record.RunRecord;
import dev.rolecall.record.RunState;
import dev.rolecall.record.TenantRecord;
import dev.rolecall.tenant.TenantException;
import dev.rolecall.tenant.TenantReader;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the record of a tenant stands, for {@code doctor}. Fetches the tip of its branch as {@code
 * plan} does; pushes nothing, so it cannot tell whether {@code apply} may.
 *
 * @param where its branch, for people; null where none is kept
 * @param state a clause for people
 * @param standing whether {@code plan} and {@code apply} can work with it
 * @param warning what to do about it, a sentence; null: nothing
 */
public record RecordCheckup(
    @Nullable String where, String state, Standing standing, @Nullable String warning) {

  /** What can be done with it. */
  public enum Standing {
    /** It can be worked with, or none is kept. */
    USABLE,
    /** There is none yet; it may have been lost: see {@link #ofLost}. */
    MISSING,
    UNUSABLE
  }

  /**
   * What {@code apply} would say of a record that is missing: the tenant knows the declared roles
   * already. Reads files and tenant as {@code plan} does.
   *
   * @throws InvalidInputException for files with errors
   */
  public static Optional<Problem> ofLost(DesiredSideReader files, TenantReader tenant, Instant now)
      throws IOException, TenantException {
    DesiredSide asked = files.read(null, _ -> {});
    return new Planning(now)
        .compare(asked, tenant, Planning.Reach.PLANNED).difference().findings().stream()
            .filter(finding -> finding.rule() == RuleId.NO_RECORD)
            .findFirst();
  }

  /** Looks. What the remote or the record lacks is part of the answer. */
  public static RecordCheckup of(RolesRepository repository, TenantSettings tenant, Instant now)
      throws IOException {
    if (repository.git().isEmpty()) {
      return new RecordCheckup(null, "none: a plain folder keeps no record", Standing.USABLE, null);
    }
    TenantRecord record = repository.records().of(tenant);
    String where = record.describe();
    try {
      return switch (record.fetch()) {
        case RecordTip.Missing _ ->
            new RecordCheckup(where, "none yet; the first apply begins it", Standing.MISSING, null);
        case RecordTip.Known(var last) ->
            new RecordCheckup(where, state(last.run(), now), Standing.USABLE, null);
        case RecordTip.Foreign(var last) ->
            new RecordCheckup(
                where,
                "of another tenant: " + last.run().run().tenant(),
                Standing.UNUSABLE,
                "The record is not of this tenant. If it has moved: rolecall apply --rebind %s."
                    .formatted(tenant.name()));
        case RecordTip.Renamed renamed ->
            new RecordCheckup(
                where,
                "goes on as that of " + renamed.name(),
                Standing.UNUSABLE,
                "The tenant is called %s since; take the commit that calls it so."
                    .formatted(renamed.name()));
        case RecordTip.Unreadable(String reason) ->
            new RecordCheckup(where, "cannot be read", Standing.UNUSABLE, reason);
      };
    } catch (RemoteException e) {
      return new RecordCheckup(where, "cannot be reached", Standing.UNUSABLE, e.getMessage());
    }
  }

  private static String state(RunRecord run, Instant now) {
    String by = "by %s, run %s".formatted(run.run().actor(), run.run().id());
    @Nullable Instant lease = run.progress().lease();
    if (run.state() != RunState.STARTED || lease == null) {
      return "last run %s, %s, %s"
          .formatted(run.progress().ended(), run.state() == RunState.DONE ? "done" : "partial", by);
    }
    return Lease.heldBy(run, now)
        ? "a run is in progress and may write until %s, %s".formatted(lease, by)
        : "the last run has no end, and its lease was over at %s, %s; the next apply settles it"
            .formatted(lease, by);
  }
}
