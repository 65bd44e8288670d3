package dev.rolecall.http;

import java.util.Set;

/**
 * What is known of the codes with which an API refuses.
 *
 * @param plain those that say it all, or whose details do; for others the remote side's own words
 *     are added
 * @param names details that name what a code is about
 */
public record ErrorCodes(Set<String> plain, Set<String> names) {
  /** Nothing: of every refusal its own words are told. */
  public static final ErrorCodes UNKNOWN = new ErrorCodes(Set.of(), Set.of());

  public ErrorCodes {
    plain = Set.copyOf(plain);
    names = Set.copyOf(names);
  }
}
