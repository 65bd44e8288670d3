package dev.rolecall.model;

import java.time.Duration;

/**
 * What a tenant says of itself once logged in.
 *
 * @param tokenLifetime how long a loss can live on in a token already issued
 */
public record TenantFacts(Duration tokenLifetime) {}
