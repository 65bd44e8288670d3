package dev.rolecall.model;

import dev.rolecall.problem.SourceRef;

/** A tenant-defined capability as git declares it. */
public record DesiredCapability(CapabilityDefinition definition, SourceRef at) {
  public CapabilityId id() {
    return definition.id();
  }
}
