package dev.rolecall.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class DocumentRemoverTest {
  private static final String THREE =
      """
      # about one
      kind: One   # kept as it is
      ---
      # about two
      kind: Two
      ---   # about three
      kind:   Three
      """;

  @Test
  void theMiddleGoesWithItsComment() {
    assertEquals(
        """
        # about one
        kind: One   # kept as it is
        ---   # about three
        kind:   Three
        """,
        rest(THREE, 5));
  }

  @Test
  void theFirstGoesAndTheNextNeedsNoMark() {
    assertEquals(
        """
        # about two
        kind: Two
        ---   # about three
        kind:   Three
        """,
        rest(THREE, 2));
  }

  @Test
  void theLastGoes() {
    assertEquals(
        """
        # about one
        kind: One   # kept as it is
        ---
        # about two
        kind: Two
        """,
        rest(THREE, 7));
  }

  @Test
  void severalGoAtOnce() {
    assertEquals("# about two\nkind: Two\n", rest(THREE, 1, 7));
    assertEquals("---   # about three\nkind:   Three\n", rest(THREE, 1, 5));
  }

  @Test
  void nothingLeftIsTheWholeFile() {
    assertEquals(new Removal.WholeFile(), DocumentRemover.remove("kind: One\n", List.of(1)));
    assertEquals(
        new Removal.WholeFile(), DocumentRemover.remove("---\nkind: One\n---\n", List.of(2)));
    assertEquals(new Removal.WholeFile(), DocumentRemover.remove(THREE, List.of(1, 4, 7)));
  }

  @Test
  void whatSpeaksOfTheWholeFileStays() {
    assertEquals(
        "# Copyright Acme\n\nkind: Two\n",
        rest("# Copyright Acme\n\n# about one\nkind: One\n---\nkind: Two\n", 4));
    assertEquals(
        "# yaml-language-server: $schema=x\nkind: Two\n",
        rest("# yaml-language-server: $schema=x\n# about one\nkind: One\n---\nkind: Two\n", 3));
    assertEquals("# top\n---\nkind: Two\n", rest("# top\n---\nkind: One\n---\nkind: Two\n", 3));
  }

  @Test
  void endMarksAndLineEndsAreRespected() {
    assertEquals(
        "kind: One\n---\nkind: Three\n",
        rest("kind: One\n---\nkind: Two\n...\n---\nkind: Three\n", 3));
    assertEquals("kind: One\n...\n", rest("kind: One\n...\n---\nkind: Two\n", 4));
    assertEquals("kind: One\r\n", rest("kind: One\r\n---\r\nkind: Two\r\n", 3));
    assertEquals("kind: Two\r\n", rest("kind: One\r\n---\r\nkind: Two\r\n", 1));
  }

  @Test
  void charactersOutsideTheFirstPlaneDoNotShiftTheCut() {
    assertEquals(
        "name: \ud83d\ude00\ud83d\ude00\n---\nkind: Three\n",
        rest("name: \ud83d\ude00\ud83d\ude00\n---\nkind: \ud83d\ude00\n---\nkind: Three\n", 3));
  }

  @Test
  void anyFileKeepsExactlyTheOtherDocuments() {
    for (long seed = 0; seed < 500; seed++) {
      var random = new Random(seed);
      int count = random.nextInt(5) + 1;
      var text = new StringBuilder();
      var lines = new ArrayList<Integer>();
      for (int i = 0; i < count; i++) {
        boolean marked = i > 0 || random.nextBoolean();
        text.append(random.nextInt(3) == 0 && marked && i == 0 ? "# head\n" : "");
        text.append(marked ? "---" + (random.nextBoolean() ? " # c" : "") + "\n" : "");
        text.append(random.nextBoolean() ? "\n# comment --- \n" : "");
        lines.add((int) text.toString().lines().count() + 1);
        text.append("kind: ").append(i).append("\nlist:\n  - |\n    ---- x\n  - 'y'\n");
        text.append(random.nextBoolean() ? "# tail\n\n" : "");
        text.append(random.nextInt(3) == 0 ? "...\n" : "");
      }
      int gone = random.nextInt(count);
      List<Object> expected = new ArrayList<>(documents(text.toString()));
      expected.remove(gone);
      switch (DocumentRemover.remove(text.toString(), List.of(lines.get(gone)))) {
        case Removal.WholeFile _ -> assertEquals(List.of(), expected, text.toString());
        case Removal.Rest rest ->
            assertEquals(expected, documents(rest.text()), text + "\n=>\n" + rest.text());
      }
    }
  }

  private static List<Object> documents(String text) {
    var load = new Load(LoadSettings.builder().build());
    return StreamSupport.stream(load.loadAllFromString(text).spliterator(), false).toList();
  }

  private static String rest(String text, Integer... lines) {
    return assertInstanceOf(Removal.Rest.class, DocumentRemover.remove(text, List.of(lines)))
        .text();
  }
}
