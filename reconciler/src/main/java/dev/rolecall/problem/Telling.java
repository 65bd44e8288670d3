package dev.rolecall.problem;

/** How rules are told: which before all else, and which need not be told again. */
public final class Telling {
  private Telling() {}

  /** Whether it says that a commit undoes what was applied; nothing is said before it. */
  public static boolean saysGoingBack(RuleId rule) {
    return rule == RuleId.SUPERSEDED || rule == RuleId.ROLLED_BACK || rule == RuleId.GOES_BACK;
  }

  /**
   * Whether it is said before all else: that a commit goes back, that a role is left alone, or what
   * stands over the tenant.
   */
  public static boolean comesFirst(RuleId rule) {
    return switch (rule) {
      case SUPERSEDED,
          ROLLED_BACK,
          GOES_BACK,
          RETIRED_SLUG,
          HELD,
          UNDOES,
          UNFINISHED_RUN,
          BROKEN_GLASS ->
          true;
      default -> false;
    };
  }

  /**
   * Whether it says how things are and will be for long, so that a change which has nothing to do
   * with it need not be told again.
   */
  public static boolean lasts(RuleId rule) {
    return switch (rule) {
      case APPROVAL_SPENT,
          CAPABILITY_IN_FLIGHT,
          CATALOGUE_OUTDATED,
          DRAINED_ROLE_GONE,
          EXPIRED,
          GLOB_MATCHES_NOTHING,
          NO_CATALOGUE,
          NOT_COUNTED,
          NOT_STARTED,
          PADDED_NAME,
          PAST_EXPIRY,
          UNMANAGED_CAPABILITY,
          UNMANAGED_HOLDER,
          UNMANAGED_ROLE,
          WAIVER_SPENT ->
          true;
      default -> false;
    };
  }
}
