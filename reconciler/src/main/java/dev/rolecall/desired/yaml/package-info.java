/** Bytes of a file to a located tree; refuses what {@code design.md} rule 8 refuses. */
@NullMarked
package dev.rolecall.desired.yaml;

import org.jspecify.annotations.NullMarked;
