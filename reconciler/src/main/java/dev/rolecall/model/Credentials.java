package dev.rolecall.model;

/** How a client proves itself to the tenant. */
public record Credentials(Secret clientId, Secret clientSecret) {}
