package dev.rolecall.model;

import dev.rolecall.problem.SourceRef;
import java.util.List;

/**
 * Capabilities whose loss is to take effect at once: whoever loses one of them is logged out.
 *
 * @param name by which people know the policy
 * @param description why
 * @param capabilities patterns of {@code area:action} with {@code *} for any text
 * @param at where the document begins
 */
public record RevocationPolicy(
    String name, String description, List<Wildcard> capabilities, SourceRef at) {
  public RevocationPolicy {
    capabilities = List.copyOf(capabilities);
  }

  /** All that decides something: two that have it in common are one, wherever they stand. */
  public Object said() {
    return List.of(name, capabilities);
  }

  /** Whether its loss is to take effect at once. */
  public boolean has(CapabilityId capability) {
    String text = capability.toString();
    return capabilities.stream().anyMatch(pattern -> pattern.matches(text));
  }
}
