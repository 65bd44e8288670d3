package dev.rolecall.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rolecall.git.ChainBranch;
import dev.rolecall.git.ChainCommit;
import dev.rolecall.git.TreeEdit;
import dev.rolecall.model.Grant;
import dev.rolecall.model.Slug;
import dev.rolecall.model.SubjectKind;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Iterator;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Grants of unfinished runs as {@code open/0001.txt}: until when, role, kind and id, one a line.
 * Not in {@code run.json}: a run of a million grants that was killed at once leaves a million.
 */
final class OpenLines {
  private static final NumberedFiles FILES = new NumberedFiles("open", "txt");
  private static final int MOST = 5_000_000;
  private static final int WORDS = 4;

  private OpenLines() {}

  static void write(
      TreeEdit edit, ChainBranch branch, @Nullable ChainCommit base, SortedSet<OpenGrant> open)
      throws IOException {
    Iterator<byte[]> lines = open.stream().map(OpenLines::line).iterator();
    FILES.write(edit, branch, base, lines);
  }

  static SortedSet<OpenGrant> read(ChainBranch branch, ChainCommit commit) throws IOException {
    var open = new TreeSet<OpenGrant>();
    FILES.read(
        branch,
        commit,
        line -> {
          open.add(grant(line));
          if (open.size() > MOST) {
            throw new BrokenRecord("has more than %,d open grants".formatted(MOST));
          }
        });
    return open;
  }

  private static byte[] line(OpenGrant open) {
    Grant grant = open.grant();
    return "%s %s %s %s\n"
        .formatted(
            open.until(),
            PercentText.word(grant.role().value()),
            grant.subject().kind().word(),
            PercentText.word(grant.subject().id()))
        .getBytes(US_ASCII);
  }

  private static OpenGrant grant(String line) throws BrokenRecord {
    String[] words = line.split(" ", -1);
    if (words.length == WORDS) {
      for (SubjectKind kind : SubjectKind.values()) {
        if (kind.word().equals(words[2])) {
          var role = new Slug(PercentText.ofWord(words[1]));
          return new OpenGrant(
              new Grant(role, kind, PercentText.ofWord(words[3])), until(words[0]));
        }
      }
    }
    throw new BrokenRecord("has a line in open/ that is no grant");
  }

  private static Instant until(String text) throws BrokenRecord {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new BrokenRecord("has a line in open/ without an instant");
    }
  }
}
