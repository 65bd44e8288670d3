package dev.rolecall.diff;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.Slug;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Who still needs a capability when all changes found so far are made. */
final class CapabilityUsage {
  private final DiffInputs inputs;
  private final List<Change> changes;

  CapabilityUsage(DiffInputs inputs, List<Change> changes) {
    this.inputs = inputs;
    this.changes = changes;
  }

  /**
   * Live roles that will hold it. Those that every tenant of this kind ships with do not count:
   * they lose it with the capability.
   */
  List<Slug> rolesThatKeep(CapabilityId id) {
    Set<Slug> leaving =
        changes.stream()
            .mapMulti((Change change, Consumer<Slug> sink) -> {
              if (change instanceof Change.RoleCapabilityRemoved removed
                  && removed.capability().equals(id)) {
                sink.accept(removed.role());
              }
            })
            .collect(Collectors.toSet());
    return inputs.live().roles().values().stream()
        .filter(role -> role.definition().capabilities().contains(id))
        .map(LiveRole::slug)
        .filter(slug -> !inputs.features().systemRoles().contains(slug))
        .filter(slug -> !leaving.contains(slug) && !inputs.desired().retired().containsKey(slug))
        .toList();
  }

  /** How many hold it directly and stay; 0 where a capability is held through roles only. */
  int holdersThatStay(CapabilityId id) {
    return inputs.features().heldAs(id).map(this::holdersThatStay).orElse(0);
  }

  private int holdersThatStay(Slug role) {
    long leaving =
        changes.stream()
            .filter(c -> c instanceof Change.AssignmentRemoved r && r.role().equals(role))
            .count();
    return inputs.live().holders(role).size() - (int) leaving;
  }
}
