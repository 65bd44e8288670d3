/** Results as text, Markdown and JSON for people and machines; returns text and prints nothing. */
@NullMarked
package dev.rolecall.report;

import org.jspecify.annotations.NullMarked;
