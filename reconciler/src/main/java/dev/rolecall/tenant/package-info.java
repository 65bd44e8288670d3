/** The port to an identity tenant: reading, writing, and failing, whatever the system behind it. */
@NullMarked
package dev.rolecall.tenant;

import org.jspecify.annotations.NullMarked;
