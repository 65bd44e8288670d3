package dev.rolecall.desired.bind;

import dev.rolecall.model.Uncounted;
import java.util.List;

/**
 * Texts of what could not be read to its end. A name that stands in them may well be declared
 * there, so it is not called unknown or vanished: that would be noise beside the true problem.
 *
 * @param uncounted what was not read because it does not count
 */
public record Unread(List<String> texts, Uncounted uncounted) {
  public Unread {
    texts = List.copyOf(texts);
  }

  boolean mentions(String name) {
    return texts.stream().anyMatch(text -> text.contains(name));
  }
}
