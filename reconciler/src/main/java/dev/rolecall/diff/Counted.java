package dev.rolecall.diff;

import dev.rolecall.model.Subject;
import java.util.List;

/** Numbers and lists in sentences. */
final class Counted {
  private static final int SHOWN = 8;

  private Counted() {}

  /** {@code 1 holder}, {@code 12 holders}. */
  static String of(int count, String noun) {
    return count == 1 ? "1 " + noun : count + " " + noun + "s";
  }

  /** The first few, and how many more there are. */
  static String list(List<?> items) {
    String shown = String.join(", ", items.stream().limit(SHOWN).map(Object::toString).toList());
    return items.size() > SHOWN ? shown + " and " + (items.size() - SHOWN) + " more" : shown;
  }

  /** The same for people and groups. */
  static String names(List<Subject> subjects) {
    return list(subjects.stream().map(Subject::name).toList());
  }
}
