/** The located tree against {@code schema/*.json}; each error becomes a Problem at its line. */
@NullMarked
package dev.rolecall.desired.schema;

import org.jspecify.annotations.NullMarked;
