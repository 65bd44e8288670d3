package dev.rolecall.model;

/** What a tenant-defined capability is; its status is the tenant's to say. */
public record CapabilityDefinition(CapabilityId id, String name, String description) {}
