/** Effective access, closed over roles in roles, before and after a list of changes. Pure. */
@NullMarked
package dev.rolecall.access;

import org.jspecify.annotations.NullMarked;
