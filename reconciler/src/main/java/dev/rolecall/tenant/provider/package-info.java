/** What a provider is, and what the adapters to tenants behind HTTP have in common. */
@NullMarked
package dev.rolecall.tenant.provider;

import org.jspecify.annotations.NullMarked;
