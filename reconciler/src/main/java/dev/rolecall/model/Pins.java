package dev.rolecall.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The account that each declared name led to when git first met it. A name whose account is another
 * one now is not who was meant.
 */
public final class Pins {
  private static final Pins NONE = new Pins(Map.of());

  private final Map<SubjectName, String> ids;

  /**
   * Copies.
   *
   * @param ids by folded name
   */
  public Pins(Map<SubjectName, String> ids) {
    this.ids = Map.copyOf(ids);
  }

  public static Pins none() {
    return NONE;
  }

  /** All of them, by folded name. */
  public SortedMap<SubjectName, String> ids() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(ids));
  }

  public int size() {
    return ids.size();
  }

  public Optional<SubjectId> of(SubjectName name) {
    return Optional.ofNullable(ids.get(name.folded())).map(id -> new SubjectId(name.kind(), id));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Pins pins && ids.equals(pins.ids);
  }

  @Override
  public int hashCode() {
    return ids.hashCode();
  }

  @Override
  public String toString() {
    return ids().toString();
  }
}
