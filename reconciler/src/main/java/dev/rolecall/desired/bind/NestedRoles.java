package dev.rolecall.desired.bind;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Deletion;
import dev.rolecall.model.DesiredRole;
import dev.rolecall.model.Slug;
import dev.rolecall.model.TenantFeatures;
import dev.rolecall.model.Tombstone;
import dev.rolecall.problem.Problem;
import dev.rolecall.problem.RuleId;
import dev.rolecall.problem.SourceRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Capabilities that are roles, where a tenant's roles contain roles; elsewhere there are none. */
final class NestedRoles {
  private final TenantFeatures features;
  private final Set<Slug> known;
  private final Map<Slug, Tombstone.OfRole> retired;

  /**
   * @param declared roles of this tree, those that a tombstone ends another day among them
   * @param system roles that the tenant ships with
   */
  NestedRoles(
      TenantFeatures features,
      Set<Slug> declared,
      Set<Slug> system,
      Map<Slug, Tombstone.OfRole> retired) {
    this.features = features;
    this.known = new TreeSet<>(declared);
    this.known.addAll(system);
    this.retired = retired;
  }

  boolean is(CapabilityId id) {
    return features.asRole(id).isPresent();
  }

  boolean isKnown(CapabilityId id) {
    return features.asRole(id).filter(known::contains).isPresent();
  }

  /** Of the role that this capability is; null when it is none, or not retired. */
  Tombstone.@Nullable OfRole tombstone(CapabilityId id) {
    return features.asRole(id).map(retired::get).orElse(null);
  }

  /** That the role of this capability is retired; null when it is not. */
  @Nullable Problem retired(CapabilityId id, DesiredRole role, SourceRef at) {
    Tombstone.OfRole tombstone = tombstone(id);
    if (tombstone == null || endsNoLater(role, tombstone)) {
      return null;
    }
    String message =
        "The role %s is retired at %s, but the role %s contains it."
            .formatted(Words.shown(tombstone.slug()), tombstone.at(), Words.shown(role.slug()));
    return Problem.error(RuleId.RETIRED_CAPABILITY, at, message)
        .advising("Remove it from the role.");
  }

  /** Whether the role is deleted before what it contains, or with it. */
  private static boolean endsNoLater(DesiredRole role, Tombstone.OfRole content) {
    Deletion first = role.deletion();
    Deletion then = content.deletion();
    return first != null && then != null && !first.day().value().isAfter(then.day().value());
  }

  Problem notACapability(CapabilityId id, String kind, SourceRef at) {
    String message =
        "%s is the role %s of the tenant, not a capability of its own."
            .formatted(Words.shown(id), Words.shown(id.action()));
    return Problem.error(RuleId.SYSTEM_CAPABILITY, at, message)
        .advising("Write it as kind: %s with that slug.".formatted(kind));
  }

  List<String> names() {
    return known.stream()
        .flatMap(slug -> features.asCapability(slug).stream())
        .map(CapabilityId::toString)
        .toList();
  }
}
