package dev.rolecall.reconcile;

/** Whether somebody asked this process to end, and whether it may be broken off. */
public interface StopSignal {
  /** Whether nothing new is to be started. */
  boolean requested();

  /** From here on the run comes to its end by itself, and records it; nothing breaks it off. */
  void endsByItself();

  /** The run did not begin after all; until it does, it may be broken off again. */
  void mayBeBrokenOff();

  /** Nobody ever asks. */
  static StopSignal none() {
    return new StopSignal() {
      @Override
      public boolean requested() {
        return false;
      }

      @Override
      public void endsByItself() {}

      @Override
      public void mayBeBrokenOff() {}
    };
  }
}
