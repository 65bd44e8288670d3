package dev.rolecall.record;

import static dev.rolecall.record.RunMessage.plain;

import dev.rolecall.diff.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What somebody asked of a run, for its message. */
final class OptionLines {
  private OptionLines() {}

  static String verb(RunOptions options) {
    return options.undoes() != null ? "undo at" : options.rollback() ? "rollback to" : "apply";
  }

  /** What somebody asked of it; {@code rollback} stands in the first line. */
  static List<String> of(RunOptions options) {
    var lines = new ArrayList<String>();
    if (options.begin()) {
      lines.add("begin   there was no record");
    }
    if (options.undoes() != null) {
      lines.add("undoes  " + plain(options.undoes()));
    }
    if (options.breakGlass() != null) {
      lines.add("break glass  " + plain(options.breakGlass()));
    }
    if (options.seed() != null) {
      lines.add("seed    " + plain(options.seed()));
    }
    if (options.takeOver() != null) {
      lines.add("took over from  " + plain(options.takeOver()));
    }
    if (!options.chosen().only().isEmpty()) {
      lines.add(
          "only    "
              + options.chosen().only().stream()
                  .map(Cause::word)
                  .collect(Collectors.joining(", ")));
    }
    if (options.chosen().noRemovals()) {
      lines.add("no removals");
    }
    if (!options.chosen().roles().isEmpty()) {
      lines.add("only roles  " + plain(String.join(", ", options.chosen().roles())));
    }
    for (RunOptions.UsedApproval used : options.approvals()) {
      lines.add(
          "approved by  %s, owner %s, %s"
              .formatted(plain(used.file()), plain(used.owner()), plain(used.review())));
    }
    return lines;
  }
}
