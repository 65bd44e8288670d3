/** What was run and granted, as a branch of the roles repository keeps it, and what follows. */
@NullMarked
package dev.rolecall.record;

import org.jspecify.annotations.NullMarked;
