package dev.rolecall.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * A CODEOWNERS file of GitHub or GitLab, as far as it says who owns a path: the last line that
 * matches decides, also where it names nobody. A section of GitLab that names owners gives them to
 * its lines that name none.
 */
public final class CodeOwners {
  /** Where hosts look for it, the first that is there. */
  private static final List<String> PLACES =
      List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS");

  /** No host reads a larger one. */
  private static final int LARGEST = 3 * 1024 * 1024;

  private final List<Line> lines = new ArrayList<>();

  private record Line(FastIgnoreRule pattern, List<String> owners) {}

  private CodeOwners() {}

  /**
   * Who has to review a change of this file, by the CODEOWNERS of a commit, as they stand there;
   * empty: nobody in particular, or there is none.
   *
   * @param path relative to DIR
   */
  public static List<String> of(GitRepository repository, Commit commit, String path)
      throws IOException {
    for (String place : PLACES) {
      Optional<byte[]> file = repository.fileAt(commit.id(), place);
      if (file.isPresent()) {
        return read(file.get()).of(repository.path(path));
      }
    }
    return List.of();
  }

  static CodeOwners read(byte[] bytes) {
    var owners = new CodeOwners();
    if (bytes.length <= LARGEST) {
      List<String> section = List.of();
      for (String text : new String(bytes, UTF_8).split("\\R", -1)) {
        String line = text.strip();
        if (line.startsWith("[") || line.startsWith("^[")) {
          section = names(line.substring(line.lastIndexOf(']') + 1).strip());
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          owners.add(line, section);
        }
      }
    }
    return owners;
  }

  private void add(String line, List<String> section) {
    String[] words = line.split("\\s+", 2);
    List<String> named = words.length > 1 ? names(words[1]) : List.of();
    lines.add(new Line(new FastIgnoreRule(words[0]), named.isEmpty() ? section : named));
  }

  /** Up to a comment. */
  private static List<String> names(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split("\\s+")).takeWhile(word -> !word.startsWith("#")).toList();
  }

  /** Who has to review a change of this file. */
  List<String> of(String path) {
    return lines.reversed().stream()
        .filter(line -> line.pattern().isMatch(path, false))
        .findFirst()
        .map(Line::owners)
        .orElse(List.of());
  }
}
