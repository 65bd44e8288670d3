package dev.rolecall.git;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One compiled pattern of {@link Globs}: a matcher per path segment. */
final class GlobPattern {
  private static final int LONGEST = 1_000;

  /** One segment: a fixed name, a pattern for one name, or any number of folders. */
  private sealed interface Segment {
    record Name(String text) implements Segment {}

    record Regex(Pattern pattern) implements Segment {}

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
      segments.add(new Segment.Regex(Pattern.compile(".*", Pattern.DOTALL)));
    }
    return new GlobPattern(List.copyOf(segments));
  }

  boolean matches(List<String> names) {
    return matches(names, 0, 0);
  }

  boolean mayMatchBelow(List<String> folder) {
    return mayMatchBelow(folder, 0, 0);
  }

  private boolean matches(List<String> names, int name, int segment) {
    if (segment == segments.size()) {
      return name == names.size();
    }
    if (segments.get(segment) instanceof Segment.AnyFolders) {
      return matches(names, name, segment + 1)
          || (name < names.size() && matches(names, name + 1, segment));
    }
    return name < names.size()
        && fits(segments.get(segment), names.get(name))
        && matches(names, name + 1, segment + 1);
  }

  private boolean mayMatchBelow(List<String> folder, int name, int segment) {
    if (segment == segments.size()) {
      return false;
    }
    if (name == folder.size() || segments.get(segment) instanceof Segment.AnyFolders) {
      return true;
    }
    return fits(segments.get(segment), folder.get(name))
        && mayMatchBelow(folder, name + 1, segment + 1);
  }

  private static boolean fits(Segment segment, String name) {
    return switch (segment) {
      case Segment.Name fixed -> fixed.text().equals(name);
      case Segment.Regex regex -> regex.pattern().matcher(name).matches();
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
    if (part.chars().noneMatch(c -> "*?[]{}".indexOf(c) >= 0)) {
      return new Segment.Name(part);
    }
    try {
      return new Segment.Regex(Pattern.compile(regex(part), Pattern.DOTALL));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("a [ ] class in it is not valid", e);
    }
  }

  private static String regex(String part) {
    StringBuilder regex = new StringBuilder();
    boolean inBraces = false;
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        case '[' -> {
          int end = part.indexOf(']', i + 1);
          String content = end < 0 ? "" : part.substring(i + 1, end);
          boolean negated = content.startsWith("!");
          String members = negated ? content.substring(1) : content;
          if (!members.matches("[\\p{L}\\p{N}_.-]+")) {
            throw new IllegalArgumentException("a [ ] class in it is not valid");
          }
          regex.append(negated ? "[^" : "[").append(members).append(']');
          i = end;
        }
        case '{' -> {
          if (inBraces) {
            throw new IllegalArgumentException("braces in it are nested");
          }
          inBraces = true;
          regex.append("(?:");
        }
        case '}' -> {
          if (!inBraces) {
            throw new IllegalArgumentException("a } in it has no {");
          }
          inBraces = false;
          regex.append(')');
        }
        case ',' -> regex.append(inBraces ? "|" : ",");
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    if (inBraces) {
      throw new IllegalArgumentException("a { in it has no }");
    }
    return regex.toString();
  }
}
