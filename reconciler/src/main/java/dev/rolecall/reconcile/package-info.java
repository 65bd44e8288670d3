/**
 * The use cases: what the commands do to a roles repository and its tenant, without options and
 * without printing.
 */
@NullMarked
package dev.rolecall.reconcile;

import org.jspecify.annotations.NullMarked;
