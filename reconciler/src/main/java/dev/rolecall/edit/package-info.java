/** Edits of YAML text that keep comments and format. */
@NullMarked
package dev.rolecall.edit;

import org.jspecify.annotations.NullMarked;
