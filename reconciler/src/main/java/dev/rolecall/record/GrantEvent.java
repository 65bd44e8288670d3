package dev.rolecall.record;

import dev.rolecall.model.Grant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a run did, or did not, to what a subject holds.
 *
 * @param meant what was to be done, where the word does not say it; else null
 * @param name that the subject went by then; null where the run had no step for it and did not note
 *     it: {@code granted/} holds ids alone
 */
public record GrantEvent(Grant grant, Word word, @Nullable Meant meant, @Nullable String name) {

  /** What became of it. */
  public enum Word {
    GRANTED,
    REMOVED,
    /** Held by hand before; git's from then on. */
    ADOPTED,
    /** Of a run before this one, whose end did not know; found done. */
    SETTLED,
    /** No longer git's, without a write. */
    GIVEN_UP,
    /** A grant or removal that was tried and not done. */
    FAILED,
    /** A grant or removal that was not tried. */
    NOT_TRIED,
    /** A grant or removal of which the run could not tell. */
    UNKNOWN
  }

  /** What was to be done. */
  public enum Meant {
    GRANT,
    REMOVAL
  }
}
