package dev.rolecall.reconcile;

import dev.rolecall.git.RemoteException;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.record.Lease;
import dev.rolecall.record.RecordTip;
import dev.rolecall.record.RunRecord;
import dev.rolecall.record.RunState;
import dev.rolecall.record.TenantRecord;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the record of a tenant stands, for {@code doctor}. Fetches the tip of its branch as {@code
 * plan} does; pushes nothing, so it cannot tell whether {@code apply} may.
 *
 * @param where its branch, for people; null where none is kept
 * @param state a clause for people
 * @param usable whether {@code plan} and {@code apply} can work with it
 * @param warning what to do about it, a sentence; null: nothing
 */
public record RecordCheckup(
    @Nullable String where, String state, boolean usable, @Nullable String warning) {

  /** Looks. What the remote or the record lacks is part of the answer. */
  public static RecordCheckup of(RolesRepository repository, TenantSettings tenant, Instant now)
      throws IOException {
    if (repository.git().isEmpty()) {
      return new RecordCheckup(null, "none: a plain folder keeps no record", true, null);
    }
    TenantRecord record = repository.records().of(tenant);
    String where = record.describe();
    try {
      return switch (record.fetch()) {
        case RecordTip.Missing _ ->
            new RecordCheckup(where, "none yet; the first apply begins it", true, null);
        case RecordTip.Known(var last) ->
            new RecordCheckup(where, state(last.run(), now), true, null);
        case RecordTip.Foreign(var last) ->
            new RecordCheckup(
                where,
                "of another tenant: " + last.run().run().tenant(),
                false,
                "The record is not of this tenant. If it has moved: rolecall apply --rebind %s."
                    .formatted(tenant.name()));
        case RecordTip.Renamed renamed ->
            new RecordCheckup(
                where,
                "goes on as that of " + renamed.name(),
                false,
                "The tenant is called %s since; take the commit that calls it so."
                    .formatted(renamed.name()));
        case RecordTip.Unreadable(String reason) ->
            new RecordCheckup(where, "cannot be read", false, reason);
      };
    } catch (RemoteException e) {
      return new RecordCheckup(where, "cannot be reached", false, e.getMessage());
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
