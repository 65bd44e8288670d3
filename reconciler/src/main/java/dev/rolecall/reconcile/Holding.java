package dev.rolecall.reconcile;

import dev.rolecall.git.Appended;
import dev.rolecall.model.Hold;
import dev.rolecall.model.Standing;
import dev.rolecall.model.TenantSettings;
import dev.rolecall.problem.InvalidInputException;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.LastRun;
import dev.rolecall.record.RecordTip;
import dev.rolecall.record.TenantRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Places a hold on a tenant, or lifts it: in the record, so that every clone and job obeys. */
public final class Holding {
  /** How often it is tried anew because a run moved the record. */
  private static final int RACES = 5;

  private final RolesRepository repository;
  private final TenantRecord record;
  private final TenantSettings tenant;
  private final Environment environment;

  /**
   * Reads nothing yet.
   *
   * @param repository of which the record is kept
   */
  public Holding(RolesRepository repository, TenantSettings tenant, Environment environment)
      throws IOException {
    this.repository = repository;
    this.record = repository.records().of(tenant);
    this.tenant = tenant;
    this.environment = environment;
  }

  /**
   * Nobody applies for so long.
   *
   * @return what came of it, a sentence
   * @throws RefusedException when the record does not take it
   */
  public String hold(Duration time, String reason) throws IOException {
    Instant now = environment.clock().instant();
    Instant until = now.plus(time);
    String by = actor();
    change(
        now,
        "hold until %s: %s".formatted(until, reason),
        standing ->
            standing.held(
                new Hold(
                    by,
                    reason,
                    now,
                    until,
                    standing.hold() == null ? null : standing.hold().undone())));
    return "%s is held until %s; apply refuses in every clone. Lift it with rolecall hold --release."
        .formatted(tenant.name(), until);
  }

  /**
   * Whoever waits may apply again. A hold that an undo has left under another one stays, until it
   * is released by itself.
   *
   * @return what came of it, a sentence
   * @throws RefusedException when the record does not take it
   */
  public String release() throws IOException {
    Instant now = environment.clock().instant();
    boolean held = change(now, "release the hold", standing -> standing.held(under(standing, now)));
    if (!held) {
      return "%s was not held.".formatted(tenant.name());
    }
    @Nullable Hold left = last().standing().holdAt(now);
    return left == null || left.undone() == null
        ? "The hold of %s is lifted.".formatted(tenant.name())
        : "The hold of %s is lifted. It stays held until a commit agrees with the undoing of run %s; hold --release once more gives that up."
            .formatted(tenant.name(), TenantStanding.shortId(left.undone().run()));
  }

  /** What is left when the hold that stops everybody is lifted. */
  private static @Nullable Hold under(Standing standing, Instant now) {
    @Nullable Hold hold = standing.hold();
    return hold == null || hold.undone() == null || !hold.isTimedAt(now)
        ? null
        : new Hold(hold.by(), "undo", hold.since(), null, hold.undone());
  }

  /** Whether it is held, a sentence. */
  public String tell() throws IOException {
    @Nullable Hold hold = last().standing().holdAt(environment.clock().instant());
    if (hold == null) {
      return "%s is not held.".formatted(tenant.name());
    }
    return hold.undone() == null || hold.isTimedAt(environment.clock().instant())
        ? "%s is held by %s until %s: %s"
            .formatted(tenant.name(), hold.by(), hold.until(), hold.reason())
        : "%s is held by %s until a commit agrees with the undoing of run %s: %s"
            .formatted(
                tenant.name(),
                hold.by(),
                TenantStanding.shortId(hold.undone().run()),
                hold.reason());
  }

  /** False where there is nothing to change. */
  private boolean change(Instant now, String what, UnaryOperator<Standing> edit)
      throws IOException {
    for (int race = 0; race < RACES; race++) {
      LastRun last = last();
      Standing next = edit.apply(last.standing());
      if (next.equals(last.standing())) {
        return false;
      }
      switch (record.stand(last, next, what, actor(), now)) {
        case Appended.Landed _ -> {
          return true;
        }
        case Appended.Lost _ -> {}
        case Appended.Refused(String reason) -> throw refused(reason);
        case Appended.Unknown(boolean _, String reason) -> {
          if (!last().standing().equals(next)) {
            throw refused(reason);
          }
          return true;
        }
      }
    }
    throw refused("runs moved it time after time");
  }

  private LastRun last() throws IOException {
    return switch (record.fetch()) {
      case RecordTip.Known(LastRun last) -> last;
      case RecordTip.Unreadable(String reason) ->
          throw RefusedException.remote(RuleId.RECORD_UNREADABLE, reason);
      case RecordTip.Missing _, RecordTip.Foreign _, RecordTip.Renamed _ ->
          throw new InvalidInputException(
              Problem.error(
                      RuleId.NO_RECORD,
                      null,
                      "%s has no record at %s yet, and a hold stands in it."
                          .formatted(tenant.name(), record.describe()))
                  .advising("Begin one: rolecall apply, which says what it needs."));
    };
  }

  private String actor() throws IOException {
    return Actor.of(environment, repository);
  }

  private RefusedException refused(String reason) {
    return RefusedException.remote(
        RuleId.RECORD_REFUSED,
        "The record at %s was not moved: %s.".formatted(record.describe(), reason));
  }
}
