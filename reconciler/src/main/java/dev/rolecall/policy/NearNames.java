package dev.rolecall.policy;

import dev.rolecall.model.SubjectName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names that somebody may have written for another one: they read alike, or one letter is left out,
 * doubled, changed, or has changed places with the next. Another number is another name, and so is
 * a letter in a short word: {@code team-a} is not meant for {@code team-b}. The ending of a domain
 * is no name that teams choose, so there a shorter word counts too.
 */
final class NearNames {
  private static final int WORD = 5;
  private static final int SHORT_WORD = 4;

  /**
   * {@code com} is meant by {@code con} and {@code co}; {@code de} and {@code dk} are countries.
   */
  private static final int ENDING = 3;

  private final Map<String, List<SubjectName>> asked = new HashMap<>();
  private final Map<SubjectName, SubjectName> near = new HashMap<>();

  private NearNames(Collection<SubjectName> names) {
    names.forEach(name ->
        keys(name).forEach(key -> asked.computeIfAbsent(key, _ -> new ArrayList<>()).add(name)));
  }

  /**
   * The name that is near to each of those asked for, where one is; the first of several. Costs as
   * much as there are names that are known.
   */
  static Map<SubjectName, SubjectName> of(
      Collection<SubjectName> asked, Iterable<SubjectName> known) {
    var names = new NearNames(asked);
    if (!asked.isEmpty()) {
      known.forEach(names::meet);
    }
    return names.near;
  }

  private void meet(SubjectName known) {
    for (String key : keys(known)) {
      for (SubjectName name : asked.getOrDefault(key, List.of())) {
        if (isNear(name, known)) {
          near.merge(name, known, (a, b) -> a.compareTo(b) <= 0 ? a : b);
        }
      }
    }
  }

  /** Two names between which there is one slip have one of these in common. */
  private static Set<String> keys(SubjectName name) {
    String text = name.folded().name();
    var keys = new HashSet<String>();
    String kind = name.kind().word() + ' ';
    keys.add(kind + text);
    for (int i = 0; i < text.length(); i++) {
      keys.add(kind + text.substring(0, i) + text.substring(i + 1));
    }
    keys.add(kind + '\n' + Skeleton.of(text));
    return keys;
  }

  private static boolean isNear(SubjectName one, SubjectName other) {
    String a = one.folded().name();
    String b = other.folded().name();
    return !a.equals(b) && (Skeleton.of(a).equals(Skeleton.of(b)) || isSlip(a, b));
  }

  private static boolean isSlip(String a, String b) {
    int from = 0;
    int shorter = Math.min(a.length(), b.length());
    while (from < shorter && a.charAt(from) == b.charAt(from)) {
      from++;
    }
    int end = 0;
    while (end < shorter - from
        && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
      end++;
    }
    String left = a.substring(from, a.length() - end);
    String right = b.substring(from, b.length() - end);
    boolean swapped =
        left.length() == 2 && new StringBuilder(left).reverse().toString().equals(right);
    boolean one = left.length() <= 1 && right.length() <= 1;
    int shortest = isEnding(a, from) && isEnding(b, from) ? ENDING : swapped ? SHORT_WORD : WORD;
    return (swapped || one)
        && (left + right).chars().allMatch(Character::isLetter)
        && Math.max(word(a, from), word(b, from)) >= shortest;
  }

  /** Whether it stands in what comes after the last dot of a domain. */
  private static boolean isEnding(String text, int at) {
    int domain = text.indexOf('@');
    int dot = text.lastIndexOf('.');
    return domain >= 0 && domain < dot && dot < at;
  }

  /** How long the word is in which this letter stands. */
  private static int word(String text, int at) {
    int from = at;
    while (from > 0 && Character.isLetter(text.charAt(from - 1))) {
      from--;
    }
    int to = at;
    while (to < text.length() && Character.isLetter(text.charAt(to))) {
      to++;
    }
    return to - from;
  }
}
