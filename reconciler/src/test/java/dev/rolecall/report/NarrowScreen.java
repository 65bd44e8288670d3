package dev.rolecall.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What must hold of every text report on a screen that is too narrow for its lines. */
public final class NarrowScreen {
  public static final List<Integer> WIDTHS = List.of(40, 60, 80, 120);

  private static final Pattern PLACE = Pattern.compile("[^\\s]+\\.ya?ml:[0-9]+(:[0-9]+)?");

  /** A line of a document to paste stays whole. */
  private static final Pattern PASTED = Pattern.compile(" {8}[a-z-]+: .*");

  private NarrowScreen() {}

  /** Lines are broken between words only, no place is in two, and nothing is lost. */
  public static void check(Report report) {
    String endless = Renderer.render(report, Format.TEXT);
    for (int width : WIDTHS) {
      String narrow = Renderer.render(report, Format.TEXT, new Screen(AnsiStyle.PLAIN, width));
      assertEquals(places(endless), places(narrow), () -> "at " + width + ":\n" + narrow);
      assertEquals(words(endless), words(narrow));
      for (String line : narrow.split("\n", -1)) {
        assertTrue(
            DisplayWidth.of(line) <= width
                || !line.strip().contains(" ")
                || PASTED.matcher(line).matches(),
            () -> "wider than " + width + ": " + line);
      }
    }
  }

  private static List<String> places(String text) {
    return text.lines()
        .flatMap(line -> PLACE.matcher(line).results().map(MatchResult::group))
        .toList();
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
