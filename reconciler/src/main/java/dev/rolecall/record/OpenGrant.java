package dev.rolecall.record;

import dev.rolecall.model.Grant;
import java.time.Instant;
import java.util.Comparator;

/**
 * A grant that an unfinished run meant and nobody holds: one request of that run may still arrive.
 *
 * @param until the lease of that run; five minutes later nothing of it can arrive
 */
public record OpenGrant(Grant grant, Instant until) implements Comparable<OpenGrant> {
  private static final Comparator<OpenGrant> ORDER =
      Comparator.comparing(OpenGrant::grant).thenComparing(OpenGrant::until);

  @Override
  public int compareTo(OpenGrant other) {
    return ORDER.compare(this, other);
  }
}
