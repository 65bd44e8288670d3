package dev.rolecall.git;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** One compiled pattern of {@link Globs}: a matcher per path segment. */
final class GlobPattern {
  private static final int LONGEST = 1_000;

  /** One segment: a fixed name, a pattern for one name, or any number of folders. */
  private sealed interface Segment {
    record Name(String text) implements Segment {}

    /** {@code *} and fixed text: what most globs end with, and tried on every file. */
    record Ending(String text) implements Segment {}

    record Pattern(NameGlob glob) implements Segment {}

    record AnyFolders() implements Segment {}
  }

  private final List<Segment> segments;

  private GlobPattern(List<Segment> segments) {
    this.segments = segments;
  }

  static GlobPattern compile(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("it is empty");
    }
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("it is longer than " + LONGEST + " characters");
    }
    if (text.startsWith("/")) {
      throw new IllegalArgumentException("it must be relative to the roles repository");
    }
    List<Segment> segments = new ArrayList<>();
    for (String part : text.split("/", -1)) {
      Segment segment = segment(part);
      boolean repeated =
          segment instanceof Segment.AnyFolders
              && !segments.isEmpty()
              && segments.getLast() instanceof Segment.AnyFolders;
      if (!repeated) {
        segments.add(segment);
      }
    }
    if (segments.getLast() instanceof Segment.AnyFolders) {
      segments.add(new Segment.Pattern(NameGlob.of("*")));
    }
    return new GlobPattern(List.copyOf(segments));
  }

  boolean matches(List<String> names) {
    return after(names).get(segments.size());
  }

  boolean mayMatchBelow(List<String> folder) {
    int next = after(folder).nextSetBit(0);
    return next >= 0 && next < segments.size();
  }

  /** The segments that may come next once these names are read; each name is looked at once. */
  private BitSet after(List<String> names) {
    BitSet next = reached(0, new BitSet());
    for (String name : names) {
      var further = new BitSet();
      for (int at = next.nextSetBit(0);
          at >= 0 && at < segments.size();
          at = next.nextSetBit(at + 1)) {
        Segment segment = segments.get(at);
        if (segment instanceof Segment.AnyFolders) {
          reached(at, further);
        } else if (fits(segment, name)) {
          reached(at + 1, further);
        }
      }
      next = further;
    }
    return next;
  }

  /** Any number of folders may be none. */
  private BitSet reached(int segment, BitSet into) {
    for (int at = segment; ; at++) {
      into.set(at);
      if (at == segments.size() || !(segments.get(at) instanceof Segment.AnyFolders)) {
        return into;
      }
    }
  }

  private static boolean fits(Segment segment, String name) {
    return switch (segment) {
      case Segment.Name fixed -> fixed.text().equals(name);
      case Segment.Ending ending -> name.endsWith(ending.text());
      case Segment.Pattern pattern -> pattern.glob().matches(name);
      case Segment.AnyFolders _ -> true;
    };
  }

  private static Segment segment(String part) {
    if (part.equals("**")) {
      return new Segment.AnyFolders();
    }
    if (part.isEmpty() || part.equals(".") || part.equals("..")) {
      throw new IllegalArgumentException("an empty name, . or .. is not allowed in it");
    }
    if (part.contains("**")) {
      throw new IllegalArgumentException("** must stand alone between slashes");
    }
    if (part.contains("\\")) {
      throw new IllegalArgumentException("use / between folders; \\ is not allowed in it");
    }
    if (isPlain(part)) {
      return new Segment.Name(part);
    }
    if (part.startsWith("*") && isPlain(part.substring(1))) {
      return new Segment.Ending(part.substring(1));
    }
    return new Segment.Pattern(NameGlob.of(part));
  }

  private static boolean isPlain(String text) {
    return text.chars().noneMatch(c -> "*?[]{}".indexOf(c) >= 0);
  }
}
