package dev.rolecall.policy;

import dev.rolecall.model.Approval.Measure;
import dev.rolecall.model.Limit;
import dev.rolecall.policy.Objection.Needs;
import dev.rolecall.problem.RuleId;

/**
 * How a number stands to its limit, what runs of the last 24 hours came to counted with it.
 *
 * @param now of this change
 * @param recent of those runs
 * @param all how many there are; of the recent, whoever is not there any more is not among them
 */
record Excess(int now, int recent, int all, Limit limit) {
  int number() {
    return now + recent;
  }

  /** Whether this change takes part in it, and it is above. */
  boolean isOne() {
    return now > 0 && limit.by(number(), all) != Limit.Reached.WITHIN;
  }

  /**
   * {@code 31 people lose access. The limit is 30.}
   *
   * @param one {@code person loses access}
   * @param many {@code people lose access}
   */
  String sentence(String one, String many) {
    return "%d %s%s. %s".formatted(number(), number() == 1 ? one : many, slices("of them "), why());
  }

  /** That this needs an approval for so much; of what, the sentence says. */
  ObjectionDraft objection(RuleId rule, Measure measure, String sentence) {
    return ObjectionDraft.of(rule, Needs.APPROVAL, sentence).counting(measure, number());
  }

  /** {@code , 12 of them within the last 24 hours}; empty where there were none. */
  String slices(String whose) {
    return recent == 0 ? "" : ", %d %swithin the last 24 hours".formatted(recent, whose);
  }

  /** {@code The limit is 30.} */
  String why() {
    return switch (limit.by(number(), all)) {
      case WITHIN -> "";
      case ABOVE_CEILING -> "The limit is %d.".formatted(limit.ceiling());
      case ABOVE_SHARE ->
          "The limit is %d %% of all %d once there are more than %d; this is %d %%."
              .formatted(limit.share(), Math.max(all, number()), limit.floor(), percent());
    };
  }

  private long percent() {
    return Math.ceilDiv((long) number() * 100, Math.max(all, number()));
  }
}
