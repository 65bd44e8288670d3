/**
 * The one mapping between JSON and what a plan is made of: changes, subjects, definitions, steps,
 * basis, findings, verdict.
 */
@NullMarked
package dev.rolecall.codec;

import org.jspecify.annotations.NullMarked;
