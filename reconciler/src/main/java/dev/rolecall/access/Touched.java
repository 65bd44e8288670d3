package dev.rolecall.access;

import dev.rolecall.diff.Change;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Holdable;
import dev.rolecall.model.Slug;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The roles and capabilities that some change can give or take, each with a number. */
final class Touched {
  private final List<Slug> roles;
  private final List<CapabilityId> capabilities;
  private final Map<Slug, Integer> roleNumbers = new HashMap<>();
  private final Map<CapabilityId, Integer> capabilityNumbers = new HashMap<>();

  private Touched(Access access) {
    roles = new ArrayList<>(access.roles());
    capabilities = new ArrayList<>(access.capabilities());
    roles.forEach(role -> roleNumbers.put(role, roleNumbers.size()));
    capabilities.forEach(id -> capabilityNumbers.put(id, roles.size() + capabilityNumbers.size()));
  }

  static Touched by(Collection<Change> changes, EffectiveAccess before, EffectiveAccess after) {
    var gathered = new Gathering();
    Set<Slug> held = new HashSet<>();
    Set<CapabilityId> contained = new HashSet<>();
    for (Change change : changes) {
      switch (change) {
        case Change.OfHolder of -> {
          held.add(of.role());
          if (of instanceof Change.AssignmentRemoved removed
              && removed.drain() != null
              && removed.drain().successor() != null) {
            held.add(removed.drain().successor());
          }
        }
        case Change.RoleRetired of -> {
          held.add(of.role());
          if (of.successor() != null) {
            held.add(of.successor());
          }
        }
        case Change.RoleCapabilityAdded of -> contained.add(of.capability());
        case Change.RoleCapabilityRemoved of -> contained.add(of.capability());
        case Change.CapabilityCreated of -> contained.add(of.id());
        case Change.CapabilityRemoved of -> contained.add(of.id());
        case Change.RoleCreated _, Change.RoleTextEdited _, Change.CapabilityEdited _ -> {}
      }
    }
    for (EffectiveAccess side : List.of(before, after)) {
      held.forEach(role -> gathered.add(side.ofRole(role)));
      contained.forEach(id -> gathered.add(side.ofCapability(id)));
    }
    return new Touched(gathered.access());
  }

  /** With these as well. */
  Touched watching(Collection<Holdable> items) {
    var gathered = new Gathering();
    gathered.roles.addAll(roles);
    gathered.capabilities.addAll(capabilities);
    for (Holdable item : items) {
      switch (item) {
        case Holdable.OfRole(Slug slug) -> gathered.roles.add(slug);
        case Holdable.OfCapability(CapabilityId id) -> gathered.capabilities.add(id);
      }
    }
    return new Touched(gathered.access());
  }

  /** Whether it is one of them. */
  boolean has(Holdable item) {
    return switch (item) {
      case Holdable.OfRole(Slug slug) -> roleNumbers.containsKey(slug);
      case Holdable.OfCapability(CapabilityId id) -> capabilityNumbers.containsKey(id);
    };
  }

  /** The numbers of these. */
  BitSet bits(Collection<Holdable> items) {
    var bits = new BitSet();
    for (Holdable item : items) {
      switch (item) {
        case Holdable.OfRole(Slug slug) -> set(bits, roleNumbers.get(slug));
        case Holdable.OfCapability(CapabilityId id) -> set(bits, capabilityNumbers.get(id));
      }
    }
    return bits;
  }

  boolean isEmpty() {
    return roles.isEmpty() && capabilities.isEmpty();
  }

  /** Those of it that are in this. */
  BitSet bits(Access access) {
    var bits = new BitSet();
    access.roles().forEach(role -> set(bits, roleNumbers.get(role)));
    access.capabilities().forEach(id -> set(bits, capabilityNumbers.get(id)));
    return bits;
  }

  private static void set(BitSet bits, @Nullable Integer number) {
    if (number != null) {
      bits.set(number);
    }
  }

  /** The other way round. */
  Access access(BitSet bits) {
    var gathered = new Gathering();
    bits.stream()
        .forEach(number -> {
          if (number < roles.size()) {
            gathered.roles.add(roles.get(number));
          } else {
            gathered.capabilities.add(capabilities.get(number - roles.size()));
          }
        });
    return gathered.access();
  }

  int size() {
    return roles.size() + capabilities.size();
  }

  /** Puts the value under what has this number. */
  <T> void put(int number, T value, Map<Slug, T> ofRoles, Map<CapabilityId, T> ofCapabilities) {
    if (number < roles.size()) {
      ofRoles.put(roles.get(number), value);
    } else {
      ofCapabilities.put(capabilities.get(number - roles.size()), value);
    }
  }
}
