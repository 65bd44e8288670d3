package dev.rolecall.plan;

import dev.rolecall.diff.Change;
import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Digest;
import dev.rolecall.model.Granted;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.LiveState;
import dev.rolecall.model.Slug;
import dev.rolecall.model.Subject;
import dev.rolecall.model.SubjectKind;
import dev.rolecall.model.TenantIdentity;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a plan rests on: the desired files, and a digest of each piece of the tenant that its steps
 * touch. When one of these moved, the plan is stale; everything else may move.
 *
 * @param name what rolecall.yaml calls the tenant
 * @param tenant which one it is
 * @param digests by {@link BasisKey}, over canonical content; needs no ETag
 */
public record Basis(
    String name, TenantIdentity tenant, Origin origin, SortedMap<BasisKey, String> digests) {
  public Basis {
    digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
  }

  /** The pieces that these changes touch, as this live state has them. */
  static SortedMap<BasisKey, String> digests(
      Collection<Change> changes, LiveState live, Granted granted) {
    var keys = new TreeSet<BasisKey>();
    changes.forEach(change -> addKeys(change, keys));
    return read(keys, live, granted);
  }

  /**
   * These pieces as a live state and a record have them, to compare with {@link #digests}. Who was
   * granted a role by git belongs to its holders: where that moved, so did what a removal means.
   */
  public static SortedMap<BasisKey, String> read(
      Set<BasisKey> keys, LiveState live, Granted granted) {
    var digests = new TreeMap<BasisKey, String>();
    keys.forEach(key -> digests.put(key, digest(key, live, granted)));
    return digests;
  }

  /** Every role whose definition or holders the plan rests on. */
  public Set<Slug> roles() {
    var roles = new TreeSet<Slug>();
    for (BasisKey key : digests.keySet()) {
      switch (key) {
        case BasisKey.OfRole(Slug slug) -> roles.add(slug);
        case BasisKey.OfHolders(_, Slug slug) -> roles.add(slug);
        case BasisKey.OfCapability _ -> {}
      }
    }
    return roles;
  }

  private static void addKeys(Change change, Set<BasisKey> keys) {
    switch (change) {
      case Change.OfCapability c -> keys.add(new BasisKey.OfCapability(c.id()));
      case Change.RoleRetired c -> {
        keys.add(new BasisKey.OfRole(c.role()));
        for (SubjectKind kind : SubjectKind.values()) {
          keys.add(new BasisKey.OfHolders(kind, c.role()));
        }
      }
      case Change.OfRole c -> keys.add(new BasisKey.OfRole(c.role()));
      case Change.OfHolder c -> keys.add(new BasisKey.OfHolders(c.subject().kind(), c.role()));
    }
  }

  private static String digest(BasisKey key, LiveState live, Granted granted) {
    return switch (key) {
      case BasisKey.OfRole(Slug slug) -> role(slug, live);
      case BasisKey.OfHolders(SubjectKind kind, Slug slug) ->
          new Digest()
              .addAll(live.holders(slug, kind).stream().map(Subject::id).sorted().toList())
              .addAll(granted.of(slug, kind))
              .hex();
      case BasisKey.OfCapability(CapabilityId id) -> capability(live.capabilities().get(id));
    };
  }

  private static String role(Slug slug, LiveState live) {
    LiveRole role = live.roles().get(slug);
    if (role == null) {
      return Digest.of("absent", Boolean.toString(live.retired().contains(slug)));
    }
    return new Digest()
        .add("role")
        .add(Boolean.toString(role.system()))
        .add(role.definition().name())
        .add(role.definition().description())
        .addAll(role.definition().capabilities().stream().map(CapabilityId::canonical).toList())
        .hex();
  }

  private static String capability(@Nullable Capability live) {
    return live == null
        ? Digest.of("absent")
        : Digest.of("capability", live.origin().name(), live.name(), live.description());
  }
}
