package dev.rolecall.policy;

import java.util.function.Consumer;

/** Judges one thing about a change set. Stops only what the change makes worse. */
interface Guard {
  /** Tells the sink what it has against the proposal. */
  void judge(Proposal proposal, Consumer<ObjectionDraft> sink);

  /** Whether it has to know how many people there are at all. */
  default boolean needsEverybody(Proposal proposal) {
    return false;
  }
}
