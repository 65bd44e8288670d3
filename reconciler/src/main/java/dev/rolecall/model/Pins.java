package dev.rolecall.model;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The account that each declared name led to when git first met it. A name whose account is another
 * one now is not who was meant.
 *
 * @param ids by folded name
 */
public record Pins(SortedMap<SubjectName, String> ids) {
  private static final Pins NONE = new Pins(new TreeMap<>());

  public Pins {
    ids = Collections.unmodifiableSortedMap(new TreeMap<>(ids));
  }

  public static Pins none() {
    return NONE;
  }

  public Optional<SubjectId> of(SubjectName name) {
    return Optional.ofNullable(ids.get(name.folded())).map(id -> new SubjectId(name.kind(), id));
  }
}
