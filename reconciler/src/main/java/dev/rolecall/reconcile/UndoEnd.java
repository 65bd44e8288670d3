package dev.rolecall.reconcile;

import org.jspecify.annotations.Nullable;

/**
 * How an undo ended.
 *
 * @param branch what came of the branch, a sentence; null: none was asked for, or nothing was
 *     written
 */
public record UndoEnd(ApplyEnd end, @Nullable String branch) {}
