/**
 * Commands, options and exit codes; the only package that prints, reads the environment or a clock.
 */
@NullMarked
package dev.rolecall.cli;

import org.jspecify.annotations.NullMarked;
