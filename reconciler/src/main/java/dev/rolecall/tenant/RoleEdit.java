package dev.rolecall.tenant;

import dev.rolecall.model.CapabilityId;
import dev.rolecall.model.Slug;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What to change about the definition of one live role; what is null or empty stays.
 *
 * @param version the version read before; null where the tenant has none. A tenant that moved on
 *     since answers {@link TenantException.Kind#CONFLICT}.
 */
public record RoleEdit(
    Slug slug,
    @Nullable String version,
    @Nullable String name,
    @Nullable String description,
    SortedSet<CapabilityId> added,
    SortedSet<CapabilityId> removed) {}
