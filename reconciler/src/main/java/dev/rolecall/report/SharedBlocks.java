package dev.rolecall.report;

import dev.rolecall.access.Impact;
import dev.rolecall.diff.Change;
import dev.rolecall.diff.Withheld;
import dev.rolecall.model.DueDate;
import dev.rolecall.policy.Revocations;
import dev.rolecall.policy.Verdict;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.Telling;
import dev.rolecall.report.Block.Sentence;
import dev.rolecall.report.Span.Code;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
    Predicate<Problem> first = finding -> Telling.comesFirst(finding.rule());
    document
        .add(Part.FIRST, new Block.Findings(findings.stream().filter(first).toList()))
        .add(Part.FINDINGS, new Block.Findings(findings.stream().filter(first.negate()).toList()));
  }

  /**
   * Who gains and who loses.
   *
   * @param when what the caption says it depends on
   */
  static void people(Document.Builder document, Impact impact, String when) {
    document.add(
        Part.PEOPLE,
        new Block.Items(PeoplePhrases.caption(impact) + when, "", PeoplePhrases.lines(impact)));
  }

  /** Whose sessions are ended; nothing where nobody's are. */
  static void sessions(Document.Builder document, Revocations revocations) {
    if (!revocations.isNone()) {
      document.add(
          Part.PEOPLE,
          new Block.Items(
              SessionPhrases.caption(revocations), "", SessionPhrases.lines(revocations)));
    }
  }

  /** Who stays though their time is over; nothing where nobody does. */
  static void keptExpired(Document.Builder document, List<Withheld> withheld) {
    Phrases.keptExpired(withheld)
        .ifPresent(kept -> document.add(Part.RESULT, Sentence.of(Tone.ALARM, kept)));
  }

  /** What tombstones do within three days; nothing where they do nothing. */
  static void due(Document.Builder document, List<DueDate> ahead, ReportHeader header) {
    for (DueDate due : ahead) {
      if (due.isSoon(header.now())) {
        document.add(Part.DUE, Sentence.of(Tone.ATTENTION, Phrases.due(due)));
      }
    }
  }

  /** What guards have against it; nothing where they have nothing. */
  static void guards(Document.Builder document, GuardedTenant guarded) {
    if (!guarded.objections().isEmpty()) {
      document.add(
          Part.GUARDS,
          new Block.Guards(
              GuardPhrases.caption(guarded.objections()), new GuardPhrases(guarded).lines()));
    }
  }

  /** What it all comes to; nothing where nothing stands against it. */
  static void verdict(Document.Builder document, Verdict verdict) {
    GuardPhrases.verdict(verdict)
        .ifPresent(text -> document.add(Part.BESIDE, Sentence.of(Tone.ALARM, text)));
  }

  /**
   * When it takes effect.
   *
   * @param lastLoss no loss took effect later; null: none has yet
   * @param logsOut whether somebody's sessions are ended
   */
  static void tokens(
      Document.Builder document,
      Collection<Change> changes,
      ReportHeader header,
      @Nullable Instant lastLoss,
      boolean logsOut) {
    String sentence = TokenNote.sentence(changes, header.tokenLifetime(), lastLoss, logsOut);
    if (!sentence.isEmpty()) {
      document.add(Part.TOKENS, Sentence.of(Tone.PLAIN, sentence));
    }
  }
}
