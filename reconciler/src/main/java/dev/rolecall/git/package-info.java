/**
 * Files, commits and history of the roles repository, and the git refs that record what was
 * applied.
 */
@NullMarked
package dev.rolecall.git;

import org.jspecify.annotations.NullMarked;
