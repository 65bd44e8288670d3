package dev.rolecall.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TextLineTest {
  private static final String PLACE = "roles/cs lead.yaml:12:7";

  @Test
  void whatFitsStaysOnOneLine() {
    assertEquals("ab  cd   " + PLACE + "\n", row(32, "ab  cd"));
  }

  @Test
  void aPlaceThatDoesNotFitMovesToALineOfItsOwn() {
    assertEquals("ab  cd\n  " + PLACE + "\n", row(31, "ab  cd"));
  }

  @Test
  void aPlaceThatFitsOnlyFromTheEdgeBeginsThere() {
    assertEquals("ab\n" + PLACE + "\n", row(23, "ab"));
    assertEquals("ab\n " + PLACE + "\n", row(24, "ab"));
  }

  @Test
  void aPlaceWiderThanTheScreenIsNotBrokenEither() {
    assertEquals("ab\n" + PLACE + "\n", row(2, "ab"));
  }

  @Test
  void aLineGoesOnFurtherToTheRightThanItBegins() {
    var lines = new TextLines(new Screen(AnsiStyle.PLAIN, 12));
    lines.line("    one two three");
    assertEquals("    one two\n      three\n", lines.text());
  }

  @Test
  void columnsMoveCloserBeforeALineIsBroken() {
    var lines = new TextLines(new Screen(AnsiStyle.PLAIN, 10));
    lines.line().add("ab").column(9, 3).place(Colour.NONE, "f:1").end();
    lines.line().add("ab").column(9, 3).place(Colour.NONE, "file:12").end();
    assertEquals("ab     f:1\nab\n  file:12\n", lines.text());
  }

  @Test
  void piecesWithoutASpaceBetweenThemStayTogether() {
    var lines = new TextLines(new Screen(AnsiStyle.PLAIN, 9));
    lines.line().add("say ").add(Colour.BOLD, "plan").add(", now").end();
    assertEquals("say plan,\n  now\n", lines.text());
  }

  @Test
  void eachWordOfABrokenLineKeepsItsColour() {
    var lines = new TextLines(new Screen(AnsiStyle.ANSI, 6));
    lines.line().add(Colour.RED, "one two").end();
    assertEquals("\u001b[31mone\u001b[0m\n  \u001b[31mtwo\u001b[0m\n", lines.text());
  }

  @Test
  void wideCharactersTakeTwoColumns() {
    var lines = new TextLines(new Screen(AnsiStyle.PLAIN, 8));
    lines.line("\u4e16\u754c \u4e16\u754c");
    lines.line("e\u0301e\u0301e\u0301 1234");
    assertEquals("\u4e16\u754c\n  \u4e16\u754c\ne\u0301e\u0301e\u0301 1234\n", lines.text());
  }

  @Test
  void whatIsAddedIsMadeSafe() {
    var lines = new TextLines(Screen.NONE);
    lines.line().add("a\nb").place(Colour.NONE, "c\u202e:1").end();
    assertEquals("a\\nbc\\u{202E}:1\n", lines.text());
  }

  private static String row(int columns, String left) {
    var lines = new TextLines(new Screen(AnsiStyle.PLAIN, columns));
    lines.line().add(left).add("   ").place(Colour.FAINT, PLACE).end();
    return lines.text();
  }
}
