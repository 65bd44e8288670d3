package dev.rolecall.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant says of itself once logged in.
 *
 * @param clockOffset how far the tenant's clock is ahead of this machine's; null: it does not say
 * @param tokenLifetime how long a loss can live on in a token already issued
 * @param endsSessions whether it can end the sessions of a person
 */
public record TenantFacts(
    Duration tokenLifetime, @Nullable Duration clockOffset, boolean endsSessions) {}
