package dev.rolecall.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run is asked to do.
 *
 * @param ref the commit; null: the working tree
 */
record WalkRun(@Nullable String ref, WalkTree tree, List<String> options) {
  boolean has(String option) {
    return options.contains(option);
  }

  boolean leavesOut() {
    return has("--only");
  }
}
