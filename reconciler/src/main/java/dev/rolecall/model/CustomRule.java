package dev.rolecall.model;

import dev.rolecall.problem.SourceRef;
import java.util.List;
import java.util.Locale;

/**
 * A rule of a team's own, in CEL: where it is true of something, that is refused, or asks for an
 * approval.
 *
 * @param name by which people know the policy
 * @param description why
 * @param each what it is asked of
 * @param text the expression
 * @param approvable whether an approval lifts it
 * @param message what people read where it is true
 * @param at where the document begins
 */
public record CustomRule(
    String name,
    String description,
    Each each,
    Expression text,
    boolean approvable,
    String message,
    SourceRef at) {

  /** All that decides something: two that have it in common are one, wherever they stand. */
  public Object said() {
    return List.of(name, each, text.text(), approvable, message);
  }

  /** What a rule is asked of, once for each there is. */
  public enum Each {
    /** A change, as small as one can be undone. */
    CHANGE,
    /** Somebody who gains or loses something. */
    PERSON,
    /** All changes of a run together. */
    PLAN;

    /** The word in a document, for example {@code change}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An expression as it is written.
   *
   * @param at where it begins
   * @param asWritten whether the file has it character by character from there on, on one line
   */
  public record Expression(String text, SourceRef at, boolean asWritten) {
    private static final int SHOWN = 30;

    /**
     * Where in the file a character of it stands; the expression itself where that is not known.
     *
     * @param offset in code points
     */
    public SourceRef place(int offset) {
      return asWritten ? new SourceRef(at.file(), at.line(), at.column() + offset) : at;
    }

    /** What stands there, as an apposition; empty where {@link #place} says it. */
    public String inside(int offset) {
      if (asWritten) {
        return "";
      }
      String rest = text.substring(text.offsetByCodePoints(0, within(offset)));
      String shown = rest.lines().findFirst().orElse("");
      return shown.isBlank()
          ? " (at its end)"
          : " (at \"%s\")"
              .formatted(
                  shown.codePointCount(0, shown.length()) <= SHOWN
                      ? shown
                      : shown.substring(0, shown.offsetByCodePoints(0, SHOWN)) + "...");
    }

    private int within(int offset) {
      return Math.clamp(offset, 0, text.codePointCount(0, text.length()));
    }
  }
}
