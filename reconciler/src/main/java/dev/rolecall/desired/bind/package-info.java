/** Checked trees to the model, and the rules that hold between documents, catalogue and history. */
@NullMarked
package dev.rolecall.desired.bind;

import org.jspecify.annotations.NullMarked;
