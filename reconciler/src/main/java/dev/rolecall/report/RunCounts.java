package dev.rolecall.report;

import java.util.ArrayList;
import java.util.List;

/** What a run did in numbers, in words of ours. */
final class RunCounts {
  private RunCounts() {}

  /** {@code 2 granted, 1 removed}; empty where nothing is known of it. */
  static String of(HistoryRun run) {
    HistoryRun.Counts counts = run.counts();
    String definitions = definitions(counts.definitions());
    List<String> parts =
        counts.counts().stream()
            .map(count -> Counted.number(count.number()) + " " + count.word().word())
            .toList();
    // Of a run without an end, and of one whose steps were cut off, nobody can say so.
    boolean unknown = run.when().state().equals("started") || run.ties().cut() != null;
    String grants =
        parts.isEmpty() && !unknown ? "nobody's grants changed" : String.join(", ", parts);
    return grants + (grants.isEmpty() || definitions.isEmpty() ? "" : "; ") + definitions;
  }

  private static String definitions(HistoryRun.Definitions definitions) {
    var parts = new ArrayList<String>();
    part(parts, definitions.done(), "done");
    part(parts, definitions.failed(), "failed");
    part(parts, definitions.notTried(), "not tried");
    part(parts, definitions.unknown(), "unknown");
    int all =
        definitions.done() + definitions.failed() + definitions.notTried() + definitions.unknown();
    String steps = Counted.of(all, "step") + " on roles and capabilities";
    return switch (parts.size()) {
      case 0 -> "";
      case 1 -> definitions.done() > 0 ? steps : steps + parts.getFirst().replaceFirst(".* ", " ");
      default -> steps + ": " + String.join(", ", parts);
    };
  }

  private static void part(List<String> parts, int number, String word) {
    if (number > 0) {
      parts.add(Counted.number(number) + " " + word);
    }
  }
}
