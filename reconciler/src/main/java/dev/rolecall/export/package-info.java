/** Live states as YAML documents that {@code desired} reads back unchanged. */
@NullMarked
package dev.rolecall.export;

import org.jspecify.annotations.NullMarked;
