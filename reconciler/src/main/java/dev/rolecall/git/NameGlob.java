package dev.rolecall.git;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The pattern of one name, as a small automaton: it is in all of its states at once and reads each
 * character once, so that no pattern and no name make it slow. A regular expression with several
 * {@code *} tries every way to part the name between them, and a library without that would be a
 * dependency for these four constructs.
 */
final class NameGlob {
  private static final Pattern MEMBERS = Pattern.compile("[\\p{L}\\p{N}_.-]+");

  /** What a state does; its number is its place in the list. */
  private sealed interface State {
    /** Takes one character of these and goes to the next state. */
    record Takes(IntPredicate of) implements State {}

    /** Goes on at each of these without taking anything. */
    record Forks(List<Integer> to) implements State {}

    record Accepts() implements State {}
  }

  private final List<State> states;

  /** Of each state, itself and all that it leads to without a character. */
  private final List<BitSet> reached;

  private NameGlob(List<State> states) {
    this.states = states;
    this.reached = IntStream.range(0, states.size()).mapToObj(this::reachedFrom).toList();
  }

  /**
   * Compiles.
   *
   * @throws IllegalArgumentException with what is wrong, in a few words
   */
  static NameGlob of(String text) {
    return new NameGlob(List.copyOf(new Parser(text.codePoints().toArray()).parse()));
  }

  boolean matches(String name) {
    BitSet now = reached.getFirst();
    for (int c : name.codePoints().toArray()) {
      var next = new BitSet();
      for (int at = now.nextSetBit(0); at >= 0; at = now.nextSetBit(at + 1)) {
        if (states.get(at) instanceof State.Takes(IntPredicate of) && of.test(c)) {
          next.or(reached.get(at + 1));
        }
      }
      now = next;
    }
    return now.get(states.size() - 1);
  }

  private BitSet reachedFrom(int state) {
    var into = new BitSet();
    var left = new ArrayList<>(List.of(state));
    while (!left.isEmpty()) {
      int at = left.removeLast();
      if (!into.get(at)) {
        into.set(at);
        if (states.get(at) instanceof State.Forks(List<Integer> to)) {
          left.addAll(to);
        }
      }
    }
    return into;
  }

  private static final class Parser {
    private final int[] text;
    private final List<State> states = new ArrayList<>();
    private int at;

    Parser(int[] text) {
      this.text = text;
    }

    List<State> parse() {
      while (at < text.length) {
        if (text[at] == '{') {
          at++;
          alternatives();
        } else if (text[at] == '}') {
          throw new IllegalArgumentException("a } in it has no {");
        } else {
          one();
        }
      }
      states.add(new State.Accepts());
      return states;
    }

    /** Each begins where a fork leads, and ends in a fork to what follows the braces. */
    private void alternatives() {
      int fork = add(new State.Forks(List.of()));
      var begins = new ArrayList<>(List.of(states.size()));
      var ends = new ArrayList<Integer>();
      while (at < text.length && text[at] != '}') {
        if (text[at] == '{') {
          throw new IllegalArgumentException("braces in it are nested");
        }
        if (text[at] == ',') {
          at++;
          ends.add(add(new State.Forks(List.of())));
          begins.add(states.size());
        } else {
          one();
        }
      }
      if (at == text.length) {
        throw new IllegalArgumentException("a { in it has no }");
      }
      at++;
      ends.add(add(new State.Forks(List.of())));
      states.set(fork, new State.Forks(List.copyOf(begins)));
      ends.forEach(end -> states.set(end, new State.Forks(List.of(states.size()))));
    }

    private void one() {
      int c = text[at++];
      switch (c) {
        case '*' -> {
          int loop = states.size();
          states.add(new State.Forks(List.of(loop + 1, loop + 3)));
          states.add(new State.Takes(_ -> true));
          states.add(new State.Forks(List.of(loop)));
        }
        case '?' -> add(new State.Takes(_ -> true));
        case '[' -> add(new State.Takes(members()));
        default -> add(new State.Takes(each -> each == c));
      }
    }

    private IntPredicate members() {
      int end = at;
      while (end < text.length && text[end] != ']') {
        end++;
      }
      boolean negated = at < text.length && text[at] == '!';
      int begin = negated ? at + 1 : at;
      String written = new String(text, begin, Math.max(0, end - begin));
      if (end == text.length || !MEMBERS.matcher(written).matches()) {
        throw invalidClass();
      }
      at = end + 1;
      IntPredicate members = ranges(written.codePoints().toArray());
      return negated ? each -> !members.test(each) : members;
    }

    private static IntPredicate ranges(int[] written) {
      IntPredicate all = _ -> false;
      int i = 0;
      while (i < written.length) {
        boolean range = i + 2 < written.length && written[i + 1] == '-';
        int low = written[i];
        int high = range ? written[i + 2] : low;
        if (low > high) {
          throw invalidClass();
        }
        IntPredicate before = all;
        all = each -> (low <= each && each <= high) || before.test(each);
        i += range ? 3 : 1;
      }
      return all;
    }

    private static IllegalArgumentException invalidClass() {
      return new IllegalArgumentException("a [ ] class in it is not valid");
    }

    private int add(State state) {
      states.add(state);
      return states.size() - 1;
    }
  }
}
