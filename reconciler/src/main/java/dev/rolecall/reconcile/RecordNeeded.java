package dev.rolecall.reconcile;

import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.record.RecordTip;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether there ought to be a record: the same for {@code plan}, {@code drift} and {@code apply}.
 */
final class RecordNeeded {
  private RecordNeeded() {}

  /**
   * A warning where git seems to know the tenant already and no record says so, or another tenant's
   * does; empty for a first run, and for a plain folder, which keeps none.
   */
  static Optional<Problem> problem(DesiredSide asked, LiveState live) {
    RecordSide side = asked.record();
    if (side.record() == null) {
      return Optional.empty();
    }
    return switch (side.tip()) {
      case RecordTip.Known _, RecordTip.Renamed _, RecordTip.Unreadable _ -> Optional.empty();
      case RecordTip.Foreign(var last) ->
          Optional.of(
              Problem.warning(
                  RuleId.RECORD_OF_ANOTHER_TENANT,
                  null,
                  "The record is of %s, and %s is %s now."
                      .formatted(
                          last.run().run().tenant(),
                          asked.settings().name(),
                          asked.settings().identity())));
      case RecordTip.Missing _ -> missing(asked, live);
    };
  }

  /** The files may have been lost together with the record, so history is asked as well. */
  private static Optional<Problem> missing(DesiredSide asked, LiveState live) {
    String tenant = asked.settings().name();
    if (asked.record().seed() != null) {
      return Optional.empty();
    }
    long declared = known(asked.desired().holdings().keySet(), live);
    if (declared > 0) {
      return problem(
          asked,
          "Nothing is recorded of %s, and it has %d of the declared roles already."
              .formatted(tenant, declared));
    }
    long earlier = known(asked.record().earlier(), live);
    return earlier == 0
        ? Optional.empty()
        : problem(
            asked,
            "Nothing is recorded of %s, and it has %d of the roles that earlier commits declared."
                .formatted(tenant, earlier));
  }

  /** What guards would have been told by it is not known either. */
  private static Optional<Problem> problem(DesiredSide asked, String message) {
    int approvals = asked.desired().approvals().size();
    String unknown =
        " What was taken and given within the last 24 hours is not known, so budgets count from"
            + " nothing.";
    String unspent =
        approvals == 0
            ? ""
            : " Nor is it known which approvals were used: the %d in the files %s for the run that begins a record, and then no more."
                .formatted(approvals, approvals == 1 ? "counts" : "count");
    return Optional.of(Problem.warning(RuleId.NO_RECORD, null, message + unknown + unspent));
  }

  /** Whether a record begins where there may have been one. */
  static boolean isBegunAnew(DesiredSide asked, LiveState live) {
    return problem(asked, live).filter(found -> found.rule() == RuleId.NO_RECORD).isPresent();
  }

  private static long known(Set<Slug> roles, LiveState live) {
    return roles.stream().filter(slug -> isKnown(slug, live)).count();
  }

  /** A system role is there before git; that git knows it too shows only in who holds it. */
  private static boolean isKnown(Slug slug, LiveState live) {
    @Nullable LiveRole role = live.roles().get(slug);
    return role != null && (!role.system() || !live.holders(slug).isEmpty());
  }
}
