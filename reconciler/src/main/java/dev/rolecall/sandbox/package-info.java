/** The embedded tenant: an HTTP server over SQLite that serves {@code schema/tenant-api.yaml}. */
@NullMarked
package dev.rolecall.sandbox;

import org.jspecify.annotations.NullMarked;
