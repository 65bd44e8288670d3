package dev.rolecall.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.TreeEdit;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What those were called whose grants a run moved without a step, as {@code names/0001.txt}: kind,
 * id and name, one a line. For people who ask for a name; a name that is pinned is not repeated.
 * Like the steps, they are of this run alone, and gone when the record is cut.
 */
final class NameLines {
  private static final NumberedFiles FILES = new NumberedFiles("names", "txt");
  private static final int MOST = 5_000_000;
  private static final int WORDS = 3;

  private NameLines() {}

  static void write(
      TreeEdit edit, ChainBranch branch, @Nullable ChainCommit base, Collection<Subject> subjects)
      throws IOException {
    Iterator<byte[]> lines =
        subjects.stream()
            .filter(NameLines::canBeRead)
            .sorted()
            .distinct()
            .map(NameLines::line)
            .iterator();
    FILES.write(edit, branch, base, lines);
  }

  static List<Subject> read(ChainBranch branch, ChainCommit commit) throws IOException {
    var subjects = new ArrayList<Subject>();
    FILES.read(
        branch,
        commit,
        line -> {
          subjects.add(subject(line));
          if (subjects.size() > MOST) {
            throw new BrokenRecord("has more than %,d names".formatted(MOST));
          }
        });
    return subjects;
  }

  /** A name without which a run can do is no reason to refuse it. */
  private static boolean canBeRead(Subject subject) {
    return !subject.name().isEmpty() && subject.name().length() <= PercentText.LONGEST;
  }

  private static byte[] line(Subject subject) {
    return "%s %s %s\n"
        .formatted(
            subject.kind().word(), PercentText.word(subject.id()), PercentText.word(subject.name()))
        .getBytes(US_ASCII);
  }

  private static Subject subject(String line) throws BrokenRecord {
    String[] words = line.split(" ", -1);
    if (words.length == WORDS) {
      for (SubjectKind kind : SubjectKind.values()) {
        if (kind.word().equals(words[0])) {
          return new Subject(kind, PercentText.ofWord(words[1]), PercentText.ofWord(words[2]));
        }
      }
    }
    throw new BrokenRecord("has a line in names/ that names nobody");
  }
}
