package dev.rolecall.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param next null on the last page
 */
public record Page<T>(List<T> items, @Nullable Get<Page<T>> next) {}
