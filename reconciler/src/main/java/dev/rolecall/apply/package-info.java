/**
 * Carries out a plan: re-reads what it touches, compares, writes, and tells each step's outcome.
 */
@NullMarked
package dev.rolecall.apply;

import org.jspecify.annotations.NullMarked;
