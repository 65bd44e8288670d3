package dev.rolecall.model;

import java.util.SortedSet;
import java.util.regex.Pattern;

/**
 * What is known of a kind of tenant without a login; a constant of its provider.
 *
 * @param systemRoles slugs of the roles that every tenant of this kind ships with
 * @param createdSlug the form of a slug that rolecall may create there
 * @param slugLength most characters of such a slug
 * @param nameLength most characters of a role's or capability's name
 * @param textLength most characters of a description or reason
 */
public record TenantFeatures(
    SortedSet<Slug> systemRoles,
    Pattern createdSlug,
    int slugLength,
    int nameLength,
    int textLength) {
  /** Lower-case words of letters and digits, joined by single hyphens, a letter first. */
  public static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  public boolean mayCreate(Slug slug) {
    return slug.value().length() <= slugLength && createdSlug.matcher(slug.value()).matches();
  }
}
