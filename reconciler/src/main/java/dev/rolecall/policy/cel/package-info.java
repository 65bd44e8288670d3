/** Custom rules in CEL, compiled and asked within a budget; loaded only when there is one. */
@NullMarked
package dev.rolecall.policy.cel;

import org.jspecify.annotations.NullMarked;
