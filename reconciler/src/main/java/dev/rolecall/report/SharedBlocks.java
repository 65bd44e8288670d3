package dev.rolecall.report;

import dev.rolecall.diff.Change;
import dev.rolecall.problem.Problem;
import dev.rolecall.report.Block.Sentence;
import dev.rolecall.report.Span.Code;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Blocks that more than one kind of report has. */
final class SharedBlocks {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,}.*", Pattern.DOTALL);

  private SharedBlocks() {}

  static void title(Document.Builder document, String command, ReportHeader header) {
    document.add(
        Part.TITLE,
        new Block.RunTitle(
            command,
            new Code(header.tenant()),
            new Code(header.provider()),
            new Code(header.url()),
            commit("commit ", header.commit()),
            commit("applied ", header.applied())));
  }

  /** Where it is no commit it says so by itself: {@code nothing applied yet}. */
  private static Code commit(String noun, String commit) {
    return new Code(COMMIT.matcher(commit).matches() ? noun + commit : commit);
  }

  /** That the commit goes back is said before anything that it would do. */
  static void findings(Document.Builder document, List<Problem> findings) {
    Predicate<Problem> first = finding -> finding.rule().comesFirst();
    document
        .add(Part.FIRST, new Block.Findings(findings.stream().filter(first).toList()))
        .add(Part.FINDINGS, new Block.Findings(findings.stream().filter(first.negate()).toList()));
  }

  static void tokens(Document.Builder document, Collection<Change> changes, ReportHeader header) {
    String sentence = TokenNote.sentence(changes, header.tokenLifetime());
    if (!sentence.isEmpty()) {
      document.add(Part.TOKENS, Sentence.of(Tone.PLAIN, sentence));
    }
  }
}
