package dev.rolecall.report;

import dev.rolecall.problem.SourceRef;
import dev.rolecall.report.Span.Code;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes under a title of ours.
 *
 * @param groups in the order in which they are shown
 */
record Section(String title, List<Group> groups) {

  /** How much a reader would miss without it; what comes first is shown first and folded last. */
  enum Risk {
    /** Something goes for ever. */
    FOR_EVER,
    /** Access to a role that lets people do much. */
    STRONG,
    /** Somebody loses something, or stays where git wants nobody. */
    LOSS,
    GAIN,
    REST;

    /** Whether it is written out as long as there is any room. */
    boolean isHigh() {
      return this.compareTo(GAIN) < 0;
    }
  }

  /** What happens to one role or capability. */
  record Group(Risk risk, Line head, List<Line> lines) {
    static final Comparator<Group> BY_RISK = Comparator.comparing(Group::risk);

    Group(Risk risk, Line head) {
      this(risk, head, List.of());
    }
  }

  /**
   * One line.
   *
   * @param kind what it is about, a word of ours, for example {@code capability}
   * @param after what the text becomes; null: it stays as it is
   * @param remark the consequence or reason; may be empty
   */
  record Line(
      Sign sign,
      String kind,
      Code text,
      @Nullable Code after,
      Phrase remark,
      @Nullable SourceRef at) {

    /** A line that changes no text; {@code text} may come from outside. */
    Line(Sign sign, String kind, String text, Phrase remark, @Nullable SourceRef at) {
      this(sign, kind, new Code(text), null, remark, at);
    }

    /** The text, and on the same line what it becomes. */
    String whole() {
      return after == null ? text.text() : text.text() + " -> " + after.text();
    }

    /** What it was and what it becomes, apart; a line that changes no text alone. */
    List<Line> apart() {
      return after == null
          ? List.of(this)
          : List.of(
              new Line(Sign.REMOVE, kind, text, null, remark, at),
              new Line(Sign.ADD, kind, after, null, Phrase.EMPTY, null));
    }

    /** Whether it takes something away, or says who stays. */
    boolean isLoss() {
      return sign == Sign.REMOVE || sign == Sign.WITHHOLD;
    }

    Line withoutPlace() {
      return new Line(sign, kind, text, after, remark, null);
    }
  }
}
