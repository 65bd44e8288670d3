package dev.rolecall.edit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Takes whole documents out of a file; the others stay as they are, byte for byte. A comment before
 * a {@code ---} stays, one behind it goes with its document. The text must be valid YAML.
 */
public final class DocumentRemover {
  private final String text;
  private final List<Span> spans = new ArrayList<>();

  /**
   * One document with all text up to the next.
   *
   * @param start offset in characters
   * @param line 1-based line of its first character
   * @param marked starts with {@code ---}
   * @param empty has no content
   */
  private record Span(int start, int line, boolean marked, boolean empty) {}

  private DocumentRemover(String text) {
    this.text = text;
    read();
  }

  /**
   * The file without some of its documents.
   *
   * @param lines for each document that goes, any of its lines, 1-based
   */
  public static Removal remove(String text, Collection<Integer> lines) {
    return new DocumentRemover(text).without(lines);
  }

  private Removal without(Collection<Integer> lines) {
    var gone = new boolean[spans.size()];
    for (int line : lines) {
      int document = documentAt(line);
      if (document >= 0) {
        gone[document] = true;
      }
    }
    var rest = new StringBuilder(gone.length > 0 && gone[0] ? header() : "");
    int header = rest.length();
    boolean content = false;
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      if (gone[i]) {
        continue;
      }
      String own = text.substring(span.start(), end(i));
      boolean first = rest.length() == header && i > 0;
      rest.append(first && !spans.getFirst().marked() ? bare(own) : own);
      content |= !span.empty();
    }
    return content ? new Removal.Rest(rest.toString()) : new Removal.WholeFile();
  }

  private int end(int document) {
    return document + 1 < spans.size() ? spans.get(document + 1).start() : text.length();
  }

  private int documentAt(int line) {
    int found = -1;
    for (int i = 0; i < spans.size() && spans.get(i).line() <= line; i++) {
      found = i;
    }
    return found;
  }

  /**
   * The comments at the top that speak of the whole file: before a mark, before an empty line, or
   * for the editor.
   */
  private String header() {
    var comments = new StringBuilder();
    var forEditor = new StringBuilder();
    for (String line : text.substring(0, end(0)).split("(?<=\n)", -1)) {
      if (line.isBlank() || line.startsWith("---")) {
        return line.isBlank() && !comments.isEmpty() ? comments + line : comments.toString();
      }
      if (!line.startsWith("#")) {
        return forEditor.toString();
      }
      comments.append(line);
      if (line.startsWith("# yaml-language-server:")) {
        forEditor.append(line);
      }
    }
    return comments.toString();
  }

  /** Without the mark that only parted it from a document before. */
  private static String bare(String document) {
    return document.replaceFirst("^---\\r?\\n", "");
  }

  private void read() {
    int start = 0;
    int line = 1;
    boolean marked = false;
    boolean empty = true;
    for (Event event : new Parse(LoadSettings.builder().build()).parseString(text)) {
      if (event instanceof DocumentStartEvent opened) {
        marked = opened.isExplicit();
        empty = true;
        if (marked && !spans.isEmpty()) {
          Mark mark = opened.getStartMark().orElseThrow();
          start = text.offsetByCodePoints(0, mark.getIndex());
          line = mark.getLine() + 1;
        }
      } else if (event instanceof DocumentEndEvent) {
        spans.add(new Span(start, line, marked, empty));
      } else if (event instanceof ScalarEvent scalar) {
        empty &= scalar.getValue().isEmpty() && scalar.isPlain();
      } else if (event.getEventId() == Event.ID.MappingStart
          || event.getEventId() == Event.ID.SequenceStart) {
        empty = false;
      }
    }
  }
}
