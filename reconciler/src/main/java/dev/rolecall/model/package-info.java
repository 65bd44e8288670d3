/** The nouns of rolecall and the states they form; data only, knows no file format and no HTTP. */
@NullMarked
package dev.rolecall.model;

import org.jspecify.annotations.NullMarked;
