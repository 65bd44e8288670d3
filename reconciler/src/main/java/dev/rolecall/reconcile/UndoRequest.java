package dev.rolecall.reconcile;

import dev.rolecall.model.Slug;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code undo} is asked to do.
 *
 * @param run id of the run that is taken back, or the beginning of it
 * @param renamed new slugs for roles that it deleted
 * @param branch to write with the edit of the files that agrees; null: none
 * @param dirty judge by files that differ from the commit, or by a commit of no branch of the
 *     remote
 * @param breakGlass why it goes on without an approval; null: it does not
 * @param parallelism most writes in flight at once, at least 1
 */
public record UndoRequest(
    String run,
    SortedMap<Slug, Slug> renamed,
    @Nullable String branch,
    boolean dirty,
    @Nullable String breakGlass,
    int parallelism,
    ApplyRequest.Waiting waiting) {
  public UndoRequest {
    renamed = Collections.unmodifiableSortedMap(new TreeMap<>(renamed));
  }
}
