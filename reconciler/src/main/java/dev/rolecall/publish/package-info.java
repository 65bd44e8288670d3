/** What a review host is told, and what it is asked. */
@NullMarked
package dev.rolecall.publish;

import org.jspecify.annotations.NullMarked;
