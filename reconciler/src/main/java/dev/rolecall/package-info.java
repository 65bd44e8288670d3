/** The reconciler: what a roles repository says, compared with a live tenant, and applied. */
@NullMarked
package dev.rolecall;

import org.jspecify.annotations.NullMarked;
