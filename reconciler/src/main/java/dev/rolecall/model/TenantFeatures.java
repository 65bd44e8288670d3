package dev.rolecall.model;

import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a kind of tenant without a login; a constant of its provider.
 *
 * @param systemRoles slugs of the roles that every tenant of this kind ships with
 * @param createdSlug the form of a slug that rolecall may create there
 * @param slugLength most characters of such a slug
 * @param nameLength most characters of a role's or capability's name
 * @param textLength most characters of a description or reason
 * @param keepsSlugs whether live roles may have slugs that rolecall would not create, so that only
 *     the tenant can tell which slug is new
 * @param roleArea the area under which every role is a capability too, because a role can contain
 *     another; null where roles contain none
 * @param sensitive areas, and capabilities as {@code area:action}, with which somebody can change
 *     who may do what, people's credentials, or what is audited
 * @param daily of the sensitive capabilities those that people get and lose in an ordinary week
 * @param strongest what lets somebody do everything, so that somebody must always have it
 * @param programAccount what the name of a client's own account begins with; null: clients have
 *     none
 */
public record TenantFeatures(
    SortedSet<Slug> systemRoles,
    Pattern createdSlug,
    int slugLength,
    int nameLength,
    int textLength,
    boolean keepsSlugs,
    @Nullable String roleArea,
    SortedSet<String> sensitive,
    SortedSet<String> daily,
    SortedSet<Holdable> strongest,
    @Nullable String programAccount) {
  /** Lower-case words of letters and digits, joined by single hyphens, a letter first. */
  public static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /** Whether it is one to look twice at. */
  public boolean isSensitive(CapabilityId capability) {
    return sensitive.contains(capability.area()) || sensitive.contains(capability.toString());
  }

  /** The capability that is this role; empty where roles contain no roles. */
  public Optional<CapabilityId> asCapability(Slug role) {
    return Optional.ofNullable(roleArea).map(area -> new CapabilityId(area, role.value()));
  }

  /** The role that this capability is, whether or not there is one of that name. */
  public Optional<Slug> asRole(CapabilityId capability) {
    return capability.area().equals(roleArea)
        ? Optional.of(new Slug(capability.action()))
        : Optional.empty();
  }

  /**
   * The role that people hold who hold this capability directly, whether or not there is one; empty
   * where a capability is held through roles only.
   */
  public Optional<Slug> heldAs(CapabilityId capability) {
    if (roleArea == null) {
      return Optional.empty();
    }
    Optional<Slug> role = asRole(capability);
    return role.isPresent() ? role : Optional.of(new Slug(capability.toString()));
  }

  public boolean mayCreate(Slug slug) {
    return slug.value().length() <= slugLength && createdSlug.matcher(slug.value()).matches();
  }
}
