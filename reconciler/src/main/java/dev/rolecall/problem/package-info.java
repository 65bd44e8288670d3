/** What is wrong and where: problems are values with a place, collected all and decided once. */
@NullMarked
package dev.rolecall.problem;

import org.jspecify.annotations.NullMarked;
