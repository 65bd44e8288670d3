package dev.rolecall.cli;

import dev.rolecall.house.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One of our Markdown files: its lines and its fenced blocks. */
record MarkdownFile(String name, List<String> lines) {
  private static final String FENCE = "```";
  private static final String NOT_RUN = "<!-- not run: ";
  private static final String ENDS = "<!-- ends with: ";

  /**
   * A fenced block.
   *
   * @param line of its fence, the first is 1
   * @param notRun the reason in the comment right above the fence; empty when it is to be run
   * @param ends exit codes of its commands, from such a comment; empty: all are 0
   */
  record Block(String language, int line, String notRun, List<Integer> ends, List<String> lines) {}

  static MarkdownFile of(String name) {
    try {
      return new MarkdownFile(name, Files.readAllLines(Repository.ROOT.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Block> blocks(String language) {
    var blocks = new ArrayList<Block>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith(FENCE)) {
        continue;
      }
      int fence = i;
      do {
        i++;
      } while (!lines.get(i).equals(FENCE));
      if (lines.get(fence).equals(FENCE + language)) {
        String above = fence == 0 ? "" : lines.get(fence - 1);
        List<Integer> ends =
            Stream.of(comment(above, ENDS).split(" "))
                .filter(code -> !code.isEmpty())
                .map(Integer::parseInt)
                .toList();
        blocks.add(
            new Block(
                language,
                fence + 1,
                comment(above, NOT_RUN),
                ends,
                List.copyOf(lines.subList(fence + 1, i))));
      }
    }
    return blocks;
  }

  private static String comment(String line, String start) {
    return line.startsWith(start)
        ? line.substring(start.length(), line.length() - " -->".length())
        : "";
  }

  /** The lines below a heading, up to the next heading of any level. */
  List<String> section(String heading) {
    int start = lines.indexOf(heading) + 1;
    if (start == 0) {
      throw new AssertionError("%s has no heading %s".formatted(name, heading));
    }
    int end = start;
    while (end < lines.size() && !lines.get(end).startsWith("#")) {
      end++;
    }
    return lines.subList(start, end);
  }

  /** The first cells of the table rows below a heading, as they are written. */
  List<String> firstCells(String heading) {
    return section(heading).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("|---"))
        .skip(1)
        .map(line -> line.substring(2, line.indexOf(" |", 2)))
        .toList();
  }

  String text() {
    return String.join("\n", lines);
  }
}
