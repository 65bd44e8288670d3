/** The facade: the files of a commit or folder to desired states, catalogues and problems. */
@NullMarked
package dev.rolecall.desired;

import org.jspecify.annotations.NullMarked;
