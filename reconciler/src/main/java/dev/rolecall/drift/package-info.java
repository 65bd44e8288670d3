/** What the tenant has that git did not ask for, and the other way round, classified. Pure. */
@NullMarked
package dev.rolecall.drift;

import org.jspecify.annotations.NullMarked;
