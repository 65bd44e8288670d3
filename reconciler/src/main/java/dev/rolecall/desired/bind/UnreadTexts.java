package dev.rolecall.desired.bind;

import dev.rolecall.model.Uncounted;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Texts of what could not be read to its end. A name that stands in them may well be declared
 * there, so it is not called unknown or vanished: that would be noise beside the true problem.
 */
public final class UnreadTexts {
  /** Characters that are searched in all; beyond that any name may stand there. */
  private static final long MOST = 4_000_000_000L;

  private final List<String> texts;
  private final Uncounted uncounted;
  private final AtomicLong searched = new AtomicLong();

  public UnreadTexts(List<String> texts, Uncounted uncounted) {
    this.texts = texts.stream().filter(text -> !text.isBlank()).toList();
    this.uncounted = uncounted;
  }

  Uncounted uncounted() {
    return uncounted;
  }

  boolean mentions(String name) {
    if (texts.isEmpty()) {
      return false;
    }
    long all = texts.stream().mapToLong(String::length).sum();
    return searched.addAndGet(all) > MOST || texts.stream().anyMatch(text -> text.contains(name));
  }
}
