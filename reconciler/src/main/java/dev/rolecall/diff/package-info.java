/** Compares desired, applied and live state and says, atom by atom, what differs and why. Pure. */
@NullMarked
package dev.rolecall.diff;

import org.jspecify.annotations.NullMarked;
