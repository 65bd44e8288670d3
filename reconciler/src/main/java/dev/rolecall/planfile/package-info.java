/** A plan as versioned, canonical JSON, and back; and the digest by which people name a plan. */
@NullMarked
package dev.rolecall.planfile;

import org.jspecify.annotations.NullMarked;
