package dev.rolecall.record;

import dev.rolecall.model.Grant;
import dev.rolecall.model.Granted;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What git granted, as far as the tenant can tell now.
 *
 * @param open grants that are not held and may still arrive
 */
public record Settled(Granted granted, SortedSet<OpenGrant> open) {
  public Settled {
    open = Collections.unmodifiableSortedSet(new TreeSet<>(open));
  }

  /** Without what leaves the granted set and needs no write: given up, released, gone. */
  public Settled without(Collection<Grant> givenUp) {
    return new Settled(granted.minus(givenUp), open);
  }
}
