/** Orders changes into steps, says what they rest on, and adds the verdict. Pure. */
@NullMarked
package dev.rolecall.plan;

import org.jspecify.annotations.NullMarked;
