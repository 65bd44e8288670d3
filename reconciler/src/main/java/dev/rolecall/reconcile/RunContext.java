package dev.rolecall.reconcile;

/**
 * What every run that writes works with.
 *
 * @param requests to the tenant, and what is told of them
 * @param stop by which it hears that it is to end
 */
public record RunContext(
    RolesRepository repository,
    Selection selection,
    Environment environment,
    TenantConnection.Requests requests,
    StopSignal stop) {}
