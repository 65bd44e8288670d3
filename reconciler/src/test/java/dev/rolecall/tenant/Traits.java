package dev.rolecall.tenant;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In what one kind of tenant differs from another, as far as {@link TenantContract} looks. Each
 * adapter's test states all of it.
 *
 * @param systemRoles slugs of what a new tenant has, sorted
 * @param systemRole one of them, which anybody may hold and nobody holds
 * @param systemCapability one that ships with the tenant
 * @param inFlight all that the tenant does not act on yet
 * @param habits what the tenant does of itself
 * @param words what it says where others say one of the codes of {@code tenant-api}
 */
public record Traits(
    List<String> systemRoles,
    Slug systemRole,
    CapabilityId systemCapability,
    Set<CapabilityId> inFlight,
    Habits habits,
    Map<String, String> words) {

  /**
   * Yes or no.
   *
   * @param versions whether a role has a version, which a late writer meets
   * @param keys whether a repeated write is known by its key
   * @param requestIds whether a refusal names the request
   * @param keepsCase whether a user's name stays as it was written
   */
  public record Habits(boolean versions, boolean keys, boolean requestIds, boolean keepsCase) {}

  /** The words of this tenant for a code. */
  String says(String code) {
    return words.getOrDefault(code, code);
  }
}
