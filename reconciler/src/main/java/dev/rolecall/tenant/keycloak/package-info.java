/** The adapter to Keycloak, over its Admin REST API. */
@NullMarked
package dev.rolecall.tenant.keycloak;

import org.jspecify.annotations.NullMarked;
