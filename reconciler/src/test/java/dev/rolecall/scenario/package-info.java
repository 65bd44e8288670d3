/** Golden scenarios: a roles repository and a live tenant, with the plan that they lead to. */
@NullMarked
package dev.rolecall.scenario;

import org.jspecify.annotations.NullMarked;
