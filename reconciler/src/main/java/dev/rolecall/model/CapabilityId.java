package dev.rolecall.model;

import java.util.Comparator;
import java.util.Optional;

/**
 * What a role may allow, as {@code area:action}; neither part is empty. The text of two ids can be
 * the same where an action has a colon, so no text identifies one.
 */
public record CapabilityId(String area, String action) implements Comparable<CapabilityId> {
  private static final Comparator<CapabilityId> ORDER =
      Comparator.comparing(CapabilityId::area).thenComparing(CapabilityId::action);

  public CapabilityId {
    if (area.isEmpty() || action.isEmpty()) {
      throw new IllegalArgumentException("a capability has an area and an action");
    }
  }

  /** Splits at the last colon; empty when there is none or a part is empty. */
  public static Optional<CapabilityId> parse(String text) {
    int colon = text.lastIndexOf(':');
    return colon <= 0 || colon == text.length() - 1
        ? Optional.empty()
        : Optional.of(new CapabilityId(text.substring(0, colon), text.substring(colon + 1)));
  }

  /**
   * A text that no other id has, for digests: the usual one, or where that could be read as another
   * id, with the length of the area before it. Not for people.
   */
  public String canonical() {
    return action.indexOf(':') < 0 ? toString() : area.length() + "\u0000" + this;
  }

  @Override
  public int compareTo(CapabilityId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return area + ":" + action;
  }
}
