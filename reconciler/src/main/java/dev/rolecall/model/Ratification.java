package dev.rolecall.model;

import dev.rolecall.problem.SourceRef;

/**
 * A reviewed statement that a run which broke the glass was right.
 *
 * @param run its id, or the beginning of it
 * @param owner who answers for it
 */
public record Ratification(String run, String owner, String reason, SourceRef at) {
  /** Shorter beginnings of an id might be those of a run to come. */
  public static final int SHORTEST = 8;

  public boolean isOf(Emergency emergency) {
    return run.length() >= SHORTEST && emergency.run().startsWith(run);
  }
}
