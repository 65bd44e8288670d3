package dev.rolecall.desired.yaml;

import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The problems of one file; a rule broken thousands of times is listed a few times and counted. */
final class ProblemCollector {
  private static final int LISTED = 20;

  private final String file;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<RuleId, Integer> counts = new EnumMap<>(RuleId.class);

  ProblemCollector(String file) {
    this.file = file;
  }

  void add(RuleId rule, SourceRef at, Supplier<String> message) {
    if (counts.merge(rule, 1, Integer::sum) <= LISTED) {
      problems.add(Problem.error(rule, at, message.get()));
    }
  }

  int count(RuleId rule) {
    return counts.getOrDefault(rule, 0);
  }

  /** Says even a rule that is no longer listed. */
  void addLast(RuleId rule, SourceRef at, String message) {
    problems.add(Problem.error(rule, at, message));
  }

  List<Problem> problems() {
    var all = new ArrayList<>(problems);
    counts.forEach((rule, count) -> {
      if (count > LISTED) {
        String message =
            "%,d more places of %s in this file are not listed."
                .formatted(count - LISTED, rule.id());
        all.add(Problem.error(rule, SourceRef.wholeFile(file), message));
      }
    });
    return all;
  }
}
