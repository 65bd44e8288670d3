package dev.rolecall.reconcile;

import dev.rolecall.git.Appended;
import dev.rolecall.model.Hold;
import dev.rolecall.model.Standing;
import dev.rolecall.model.TakenBack;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
    Instant until = now.plus(time).truncatedTo(ChronoUnit.SECONDS);
    String by = actor();
    change(
        now,
        "hold until %s: %s".formatted(until, reason),
        standing -> standing.held(new Hold(by, reason, now, until)));
    return "%s is held until %s; apply refuses in every clone. Lift it with rolecall hold --release."
        .formatted(tenant.name(), until);
  }

  /**
   * Whoever waits may apply again. What undoing has left under a hold stays, until it is released
   * by itself.
   *
   * @return what came of it, a sentence
   * @throws RefusedException when the record does not take it
   */
  public String release() throws IOException {
    Instant now = environment.clock().instant();
    boolean held =
        change(
            now,
            "release the hold",
            standing ->
                standing.holdAt(now) == null
                    ? standing.held(null).without(_ -> true)
                    : standing.held(null));
    if (!held) {
      return "%s was not held.".formatted(tenant.name());
    }
    List<TakenBack> left = last().standing().takenBack();
    return left.isEmpty()
        ? "The hold of %s is lifted.".formatted(tenant.name())
        : "The hold of %s is lifted. It stays held until a commit agrees with the undoing of %s; hold --release once more gives that up."
            .formatted(
                tenant.name(),
                left.stream()
                    .map(one -> "run " + TenantStanding.shortId(one.run()))
                    .collect(Collectors.joining(" and of ")));
  }

  /** Whether it is held, in sentences. */
  public List<String> tell() throws IOException {
    Standing standing = last().standing();
    @Nullable Hold hold = standing.holdAt(environment.clock().instant());
    var lines = new ArrayList<String>();
    if (hold != null) {
      lines.add(
          "%s is held by %s until %s: %s"
              .formatted(tenant.name(), hold.by(), hold.until(), hold.reason()));
    }
    for (TakenBack one : standing.takenBack()) {
      lines.add(
          "%s is held until a commit agrees with the undoing of run %s by %s."
              .formatted(tenant.name(), TenantStanding.shortId(one.run()), one.by()));
    }
    return lines.isEmpty() ? List.of("%s is not held.".formatted(tenant.name())) : lines;
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
