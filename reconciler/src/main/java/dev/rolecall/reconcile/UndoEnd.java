package dev.rolecall.reconcile;

import org.jspecify.annotations.Nullable;

/**
 * How an undo ended.
 *
 * @param leavesAccess whether some of what the run gave or took is left as the run left it
 * @param branch what came of the branch, a sentence; null: none was asked for, or nothing was
 *     written
 */
public record UndoEnd(ApplyEnd end, boolean leavesAccess, @Nullable String branch) {}
