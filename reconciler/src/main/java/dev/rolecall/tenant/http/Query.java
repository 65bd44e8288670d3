package dev.rolecall.tenant.http;

/**
 * A call that only looks although it is a POST, because the remote API has it so (Keycloak's
 * partial export). Carries no body. Not for anything that could change something.
 */
public non-sealed interface Query<T> extends Endpoint<T> {}
