package dev.rolecall.report;

import java.util.List;

/** A list of at most so many items. */
final class MarkdownList {
  private final Fold fold;
  private final StringBuilder out;

  MarkdownList(Fold fold, StringBuilder out) {
    this.fold = fold;
    this.out = out;
  }

  /** Appends items that are safe already. */
  void append(List<String> items) {
    items.stream().limit(fold.groups()).forEach(item -> out.append("- ").append(item).append('\n'));
    int folded = items.size() - fold.groups();
    if (folded > 0) {
      out.append("- and ").append(Counted.number(folded)).append(" more; ").append(more());
    }
    if (!items.isEmpty()) {
      out.append('\n');
    }
  }

  /** The same behind a line to click on. */
  void appendFolded(String summary, List<String> items) {
    if (!items.isEmpty()) {
      out.append("<details><summary>").append(summary).append("</summary>\n\n");
      append(items);
      out.append("</details>\n\n");
    }
  }

  private static String more() {
    return "see `--report json=FILE`\n";
  }
}
