package dev.rolecall.diff;

import dev.rolecall.model.Capability;
import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.DefinitionIds;
import dev.rolecall.model.DesiredState;
import dev.rolecall.model.LiveRole;
import dev.rolecall.model.Slug;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what has vanished from git: since the last run, and what had vanished before it. */
final class Vanishing {
  private final DiffInputs inputs;

  Vanishing(DiffInputs inputs) {
    this.inputs = inputs;
  }

  static DefinitionIds of(DiffInputs inputs) {
    var vanishing = new Vanishing(inputs);
    DefinitionIds earlier = inputs.record().earlier();
    var roles = new TreeSet<>(earlier.roles());
    var capabilities = new TreeSet<>(earlier.capabilities());
    inputs
        .appliedState()
        .ifPresent(applied -> {
          roles.addAll(applied.roles().keySet());
          capabilities.addAll(applied.capabilities().keySet());
        });
    roles.removeIf(role -> !vanishing.isGone(role));
    capabilities.removeIf(capability -> !vanishing.isGone(capability));
    return new DefinitionIds(roles, capabilities);
  }

  /** Whether the tenant has it as a role of its own, and git says nothing of it. */
  boolean isGone(Slug role) {
    DesiredState desired = inputs.desired();
    @Nullable LiveRole live = inputs.live().roles().get(role);
    return live != null
        && !live.system()
        && !desired.roles().containsKey(role)
        && !desired.retired().containsKey(role);
  }

  /** Whether the tenant has it as a capability of its own, and git says nothing of it. */
  boolean isGone(CapabilityId capability) {
    DesiredState desired = inputs.desired();
    @Nullable Capability live = inputs.live().capabilities().get(capability);
    return live != null
        && live.origin() == Capability.Origin.TENANT_DEFINED
        && !desired.capabilities().containsKey(capability)
        && !desired.retiredCapabilities().containsKey(capability);
  }
}
