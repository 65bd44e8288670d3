package dev.rolecall.git;

import java.time.Instant;

/**
 * One commit as people name it. Data only; its files are read through {@link GitRepository}.
 *
 * @param id 40 hex digits
 * @param time when it was committed
 * @param subject the first line of its message; written by anyone, so not trusted
 */
public record Commit(String id, Instant time, String subject) {

  /** The first 7 digits, for people; may be ambiguous. */
  public String shortId() {
    return id.substring(0, 7);
  }
}
