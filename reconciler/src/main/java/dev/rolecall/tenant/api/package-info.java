/** The adapter to tenants that speak {@code schema/tenant-api.yaml}. */
@NullMarked
package dev.rolecall.tenant.api;

import org.jspecify.annotations.NullMarked;
