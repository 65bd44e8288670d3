package dev.rolecall.export;

import dev.rolecall.problem.SourceRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Documents put together into files; of each file is known which lines are whose. */
public final class JoinedDocuments {
  private static final String BETWEEN = "---\n";

  private final SortedMap<String, File> files = new TreeMap<>();

  /** The text so far, and the documents added to it with the lines that they begin at. */
  private static final class File {
    private final StringBuilder text;
    private final List<Part> parts = new ArrayList<>();
    private int lines;

    private File(String before) {
      this.text = new StringBuilder(before);
      this.lines = lineBreaks(before);
    }

    private void add(ExportedDocument document) {
      if (!text.isEmpty()) {
        text.append(BETWEEN);
        lines++;
      }
      parts.add(new Part(lines + 1, document));
      text.append(document.text());
      lines += lineBreaks(document.text());
    }

    private static int lineBreaks(String text) {
      return (int) text.chars().filter(c -> c == '\n').count();
    }
  }

  private record Part(int firstLine, ExportedDocument document) {}

  /**
   * Puts the documents of one path into one file, in their order.
   *
   * @param before what a path's file holds already; it stays as it is, before all documents
   */
  public JoinedDocuments(Collection<ExportedDocument> documents, Function<String, String> before) {
    for (ExportedDocument document : documents) {
      files.computeIfAbsent(document.path(), path -> new File(before.apply(path))).add(document);
    }
  }

  /** The whole text of each file, by path. */
  public SortedMap<String, String> texts() {
    var texts = new TreeMap<String, String>();
    files.forEach((path, file) -> texts.put(path, file.text.toString()));
    return Collections.unmodifiableSortedMap(texts);
  }

  /** The added documents that a place is in: one for a line, all of them for a whole file. */
  public List<ExportedDocument> at(SourceRef place) {
    @Nullable File file = files.get(place.file());
    if (file == null) {
      return List.of();
    }
    if (place.line() == 0) {
      return file.parts.stream().map(Part::document).toList();
    }
    return file.parts.reversed().stream()
        .filter(part -> part.firstLine() <= place.line())
        .findFirst()
        .map(Part::document)
        .stream()
        .toList();
  }
}
