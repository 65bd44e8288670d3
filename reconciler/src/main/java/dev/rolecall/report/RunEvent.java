package dev.rolecall.report;

import dev.rolecall.model.Grant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a run did to a grant.
 *
 * @param meant what was to be done, or was found done, where the word does not say it
 * @param name that the subject goes by, as far as the record knows
 */
public record RunEvent(Word word, @Nullable Meant meant, Grant grant, @Nullable String name) {
  /** What became of a grant. */
  public enum Word {
    GRANTED("granted", '+'),
    REMOVED("removed", '-'),
    /** Held by hand before; git's from then on. */
    ADOPTED("adopted", '='),
    /** Of a run before, whose end did not know; found done. */
    SETTLED("settled", '='),
    /** No longer git's, without a write. */
    GIVEN_UP("given up", '='),
    FAILED("failed", '!'),
    NOT_TRIED("not tried", '!'),
    /** The run could not tell. */
    UNKNOWN("unknown", '?');

    private final String word;
    private final char sign;

    Word(String word, char sign) {
      this.word = word;
      this.sign = sign;
    }

    public String word() {
      return word;
    }

    char sign() {
      return sign;
    }
  }

  /** What was to be done to a grant. */
  public enum Meant {
    GRANT,
    REMOVAL
  }
}
