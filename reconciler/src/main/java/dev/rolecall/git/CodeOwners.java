package dev.rolecall.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * A CODEOWNERS file of GitHub or GitLab, as far as it says whether a path has an owner: the last
 * line that matches decides, also where it names nobody. A section of GitLab that names owners
 * gives them to its lines that name none.
 */
public final class CodeOwners {
  /** Where hosts look for it, the first that is there. */
  private static final List<String> PLACES =
      List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS");

  /** No host reads a larger one. */
  private static final int LARGEST = 3 * 1024 * 1024;

  private final List<Line> lines = new ArrayList<>();

  private record Line(FastIgnoreRule pattern, boolean owned) {}

  private CodeOwners() {}

  /**
   * Whether the CODEOWNERS of a commit say who has to review a change of this file; where there are
   * none, nobody.
   *
   * @param path relative to DIR
   */
  public static boolean own(GitRepository repository, Commit commit, String path)
      throws IOException {
    for (String place : PLACES) {
      Optional<byte[]> file = repository.fileAt(commit.id(), place);
      if (file.isPresent()) {
        return read(file.get()).own(repository.path(path));
      }
    }
    return false;
  }

  static CodeOwners read(byte[] bytes) {
    var owners = new CodeOwners();
    if (bytes.length <= LARGEST) {
      boolean section = false;
      for (String text : new String(bytes, UTF_8).split("\\R", -1)) {
        String line = text.strip();
        if (line.startsWith("[") || line.startsWith("^[")) {
          section = line.substring(line.lastIndexOf(']') + 1).contains("@");
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          owners.add(line, section);
        }
      }
    }
    return owners;
  }

  private void add(String line, boolean section) {
    String[] words = line.split("\\s+");
    boolean named = words.length > 1 && !words[1].startsWith("#");
    lines.add(new Line(new FastIgnoreRule(words[0]), named || section));
  }

  /** Whether somebody has to review a change of this file. */
  boolean own(String path) {
    return lines.reversed().stream()
        .filter(line -> line.pattern().isMatch(path, false))
        .findFirst()
        .map(Line::owned)
        .orElse(false);
  }
}
