package dev.rolecall.report;

import dev.rolecall.problem.Problem;
import dev.rolecall.report.Span.Code;
import java.util.List;

/**
 * A piece of a document. It says what there is, not how it looks. Lists may be views of the results
 * that make their items when they are asked for.
 */
sealed interface Block {
  /** Of which command, and of what the report is. */
  sealed interface Title extends Block {
    /** {@code plan}, {@code apply}. */
    String command();
  }

  /** Of a command that knows of no tenant. */
  record CommandTitle(String command) implements Title {}

  /**
   * Of a tenant that was compared or changed.
   *
   * @param commit for people, for example {@code commit 4f1c2ab}
   * @param applied for people, for example {@code applied 9be21d0}
   */
  record RunTitle(String command, Code tenant, Code provider, Code url, Code commit, Code applied)
      implements Title {}

  /** Of the record of a tenant. */
  record RecordTitle(String command, Code tenant, Code record) implements Title {}

  /** Of a command that has no result. */
  record FailureTitle(String command, int exit) implements Title {}

  /**
   * One sentence.
   *
   * @param lead what the tone is for
   * @param rest what follows on the same line, for example numbers; may be empty
   */
  record Sentence(Tone tone, Phrase lead, Phrase rest) implements Block {
    static Sentence of(Tone tone, Phrase phrase) {
      return new Sentence(tone, phrase, Phrase.EMPTY);
    }

    /** Of words of ours alone. */
    static Sentence of(Tone tone, String words) {
      return of(tone, Phrase.words(words));
    }
  }

  /**
   * What a plan with steps comes to.
   *
   * @param digest short, hexadecimal
   */
  record PlanResult(Phrase summary, String digest) implements Block {}

  /**
   * Things of one kind.
   *
   * @param caption words of ours; may be empty
   * @param mark what a screen shows before each; may be empty
   */
  record Items(String caption, String mark, List<Phrase> items) implements Block {}

  /** Problems in the order in which they are told; each formatter sorts out the notes. */
  record Findings(List<Problem> problems) implements Block {}

  /**
   * What guards have against a plan.
   *
   * @param caption words of ours
   */
  record Guards(String caption, List<GuardLine> lines) implements Block {}

  /** Changes by section and by role or capability. */
  record Changes(List<Section> sections) implements Block {}

  /** How steps ended, in the order in which they were done. */
  record Outcomes(List<OutcomeLine> lines) implements Block {}

  /** What the record tells, newest first. */
  record Runs(List<RunEntry> entries) implements Block {}
}
