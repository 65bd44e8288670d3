package dev.rolecall.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A sentence or a part of one. No formatter edits it; it decides only how each span looks. */
record Phrase(List<Span> spans) {
  static final Phrase EMPTY = new Phrase(List.of());

  Phrase {
    spans = List.copyOf(spans);
  }

  static Phrase of(Span... spans) {
    return new Phrase(List.of(spans));
  }

  /** Words of ours alone. */
  static Phrase words(String text) {
    return text.isEmpty() ? EMPTY : of(new Span.Words(text));
  }

  /** Text from outside alone, or one that holds some. */
  static Phrase code(String text) {
    return of(new Span.Code(text));
  }

  /** The phrases that say something, one after the other. */
  static Phrase joined(String separator, List<Phrase> phrases) {
    var spans = new ArrayList<Span>();
    for (Phrase phrase : phrases) {
      if (!spans.isEmpty() && !phrase.isEmpty()) {
        spans.add(new Span.Words(separator));
      }
      spans.addAll(phrase.spans());
    }
    return new Phrase(spans);
  }

  boolean isEmpty() {
    return spans.isEmpty();
  }

  /** The phrase as text, with its code as {@code code} makes it. */
  String render(PartOrder order, UnaryOperator<String> code) {
    if (spans.size() == 1 && spans.getFirst() instanceof Span.Words words) {
      return words.text();
    }
    var text = new StringBuilder();
    for (Span span : spans) {
      text.append(
          switch (span) {
            case Span.Words words -> words.text();
            case Span.Code it -> code.apply(it.text());
            case Span.Position position -> order.word(position);
          });
    }
    return text.toString();
  }
}
