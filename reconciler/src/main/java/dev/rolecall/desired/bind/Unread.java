package dev.rolecall.desired.bind;

import java.util.List;

/**
 * Texts of what could not be read to its end. A name that stands in them may well be declared
 * there, so it is not called unknown or vanished: that would be noise beside the true problem.
 */
public record Unread(List<String> texts) {
  public Unread {
    texts = List.copyOf(texts);
  }

  boolean mentions(String name) {
    return texts.stream().anyMatch(text -> text.contains(name));
  }
}
