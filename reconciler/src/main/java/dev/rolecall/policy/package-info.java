/** Judges a whole change set by its findings. Pure. */
@NullMarked
package dev.rolecall.policy;

import org.jspecify.annotations.NullMarked;
