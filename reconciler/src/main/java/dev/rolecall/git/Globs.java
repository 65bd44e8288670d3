package dev.rolecall.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A set of compiled path patterns; a path belongs to the set when one of them matches.
 *
 * <p>{@code *} is any text within one name, {@code ?} one character, <code>{a,b}</code> one of the
 * alternatives, {@code [a-z]} one character of a class ({@code [!a]} none of it), and {@code **} as
 * a whole segment any number of folders, also none: {@code roles/**}{@code /*.yaml} matches {@code
 * roles/a.yaml}. Case matters, and a leading dot is nothing special. These are not the rules of
 * {@link java.nio.file.PathMatcher}, whose {@code **} followed by a slash wants a folder.
 */
public final class Globs {
  private static final List<String> FOLDERS =
      List.of(
          "catalogue",
          "capabilities",
          "roles",
          "assignments",
          "retired",
          "policies",
          "approvals",
          "tests");

  /** Every {@code *.yaml} and {@code *.yml} under the folders that design.md, section 3, names. */
  public static final Globs DEFAULT =
      of(
          FOLDERS.stream()
              .flatMap(folder -> Stream.of(folder + "/**/*.yaml", folder + "/**/*.yml"))
              .toList());

  private final List<GlobPattern> patterns;

  private Globs(List<GlobPattern> patterns) {
    this.patterns = patterns;
  }

  /**
   * Compiles the patterns.
   *
   * @throws IllegalArgumentException for a pattern that {@link #complaint} complains of
   */
  public static Globs of(List<String> patterns) {
    List<GlobPattern> compiled = new ArrayList<>();
    for (String pattern : patterns) {
      compiled.add(GlobPattern.compile(pattern));
    }
    return new Globs(List.copyOf(compiled));
  }

  /** What these or the other globs match. */
  public Globs and(Globs other) {
    List<GlobPattern> both = new ArrayList<>(patterns);
    both.addAll(other.patterns);
    return new Globs(List.copyOf(both));
  }

  /** Why this text is not a pattern, in a few words, or empty when it is one. */
  public static Optional<String> complaint(String pattern) {
    try {
      var _ = GlobPattern.compile(pattern);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  /** Whether a file at this path belongs to the set. */
  public boolean match(String path) {
    List<String> names = List.of(path.split("/", -1));
    return patterns.stream().anyMatch(pattern -> pattern.matches(names));
  }

  /** Whether a file somewhere below this folder could belong to the set. */
  public boolean mayMatchBelow(String folder) {
    if (folder.isEmpty()) {
      return !patterns.isEmpty();
    }
    List<String> names = List.of(folder.split("/", -1));
    return patterns.stream().anyMatch(pattern -> pattern.mayMatchBelow(names));
  }

  /** Whether a symbolic link at this path is one that {@link FileTree#list} has to show. */
  boolean concernsLink(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return match(path) || (name.indexOf('.') < 0 && mayMatchBelow(path));
  }
}
