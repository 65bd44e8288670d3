/**
 * Results become one document of blocks, which text and Markdown are formats of; JSON maps the data
 * itself. Returns text and prints nothing.
 */
@NullMarked
package dev.rolecall.report;

import org.jspecify.annotations.NullMarked;
